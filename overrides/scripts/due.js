/* Says so from the day on which the evidence was to be checked again. */
for (const due of document.querySelectorAll('time.due')) {
  if (Date.now() > Date.parse(due.dateTime)) due.after(' (that day has come: what is said here may be out of date)')
}
