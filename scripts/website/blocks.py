"""The site's own words as sections, and tables aligned by a class.

An admonition of the type `site` comes out as a section with a real heading, so that it stands in
the page's outline and is told apart from the article's words:

    !!! site known "What research shows"        <section class="site known">
        Two sentences.                  ->        <h2>What research shows</h2> …

One without a body is a heading alone: the article's words follow it. One that is `brief` leaves out
lists within lists: where it shows what stands on another page too, that page says the rest.

A page's content security policy allows no style attribute, so an aligned column has a class:

    | People |
    | -----: |        ->        <td class="right">
"""

from xml.etree.ElementTree import Element


def make_sections(root: Element) -> None:
    """Turn a page's admonitions of the type `site` into sections, and styles into classes."""
    for node in root.iter():
        if node.tag == "div" and node.get("class", "").startswith("admonition site"):
            _make_section(node)
        elif style := node.attrib.pop("style", ""):  # "text-align: right;"
            node.set("class", style.removeprefix("text-align: ").rstrip(";"))


def _make_section(block: Element) -> None:
    block.tag = "section"
    names = block.get("class", "").split()[1:]
    if "brief" in names:
        for item in block.iter("li"):
            for inner in item.findall("ul"):
                item.remove(inner)
    block.set("class", " ".join(names))
    title = next(iter(block), None)
    if title is not None and title.get("class") == "admonition-title":
        title.tag = "h2"
        del title.attrib["class"]
        if len(block) == 1:
            block.tag, block.text, block[:] = title.tag, title.text, list(title)
