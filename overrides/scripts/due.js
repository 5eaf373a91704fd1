/* Says so from the day on which the evidence was to be checked again. */
for (const due of document.querySelectorAll('time.due')) {
  if (Date.now() < Date.parse(due.dateTime)) continue
  due.after(' (that day has come: this page may be out of date)')
  due.classList.remove('due') // a saved page holds these words, and runs this again
}
