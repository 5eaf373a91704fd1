"""The site's own words come out as sections with headings."""

import pytest
from markdown import Markdown


def render(source: str) -> str:
    return Markdown(extensions=["admonition", "toc", "site_blocks"]).convert(source)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        pytest.param(
            '!!! site known "What *research* shows"\n    Two.\n',
            '<section class="site known">\n'
            '<h2 id="what-research-shows">What <em>research</em> shows</h2>\n'
            "<p>Two.</p>\n</section>",
            id="a section with a heading",
        ),
        pytest.param(
            '!!! site said "The article says"\n\nWords.\n',
            '<h2 class="site said" id="the-article-says">The article says</h2>\n<p>Words.</p>',
            id="a heading alone",
        ),
        pytest.param(
            '!!! site ""\n    One.\n',
            '<section class="site">\n<p>One.</p>\n</section>',
            id="no title",
        ),
        pytest.param(
            '!!! note "Other"\n    One.\n',
            '<div class="admonition note">\n<p class="admonition-title">Other</p>\n'
            "<p>One.</p>\n</div>",
            id="another admonition stays one",
        ),
    ],
)
def test_an_admonition_of_the_site(source: str, html: str) -> None:
    assert render(source) == html
