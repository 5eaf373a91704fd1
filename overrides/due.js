/* Says so once the day has passed on which the evidence was to be checked again. */
for (const due of document.querySelectorAll('time.due')) {
  if (Date.now() > Date.parse(due.dateTime)) due.after(' (this day has passed: what is said here may be out of date)')
}
