"""A table's columns are aligned by classes, as no page may hold a style attribute."""

from markdown import Markdown

TABLE = """\
| a | b | c | d |
| - | :-- | :-: | --: |
| 1 | 2 | 3 | 4 |
"""


def test_cells_have_classes_and_no_styles() -> None:
    html = Markdown(extensions=["tables", "aligned_cells"]).convert(TABLE)
    assert "style" not in html
    for tag, row in (("th", "abcd"), ("td", "1234")):
        opened = [f"<{tag}>", f"<{tag}>", f'<{tag} class="center">', f'<{tag} class="right">']
        cells = [f"{tag_}{cell}</{tag}>" for tag_, cell in zip(opened, row, strict=True)]
        assert "\n".join(cells) in html
