"""A built folder, finished in place."""

import os

from evidence.data import Evidence
from finish_site.metadata import complete
from strip_spam.files import decode, read, write


def finish(folder: str, known: Evidence) -> None:
    """Finish every page below a folder. Doing it twice changes nothing.

    Raises:
        FileError: a page can't be read or written.
    """
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".html"):
                path = os.path.join(parent, name)
                html = decode(read(path), path)
                finished = complete(html, known)
                if finished != html:
                    write(path, finished.encode())
