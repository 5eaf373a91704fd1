"""What a build does between the sources and a reader, hook by hook."""

import re
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from small_site import DATA, MISTAKES, TOKEN, build, edit, plant
from website import sources
from website.__main__ import main

pytest_plugins = ["small_site"]


def published(site: Path) -> dict[str, bytes]:
    folder = site / "site"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_site_without_a_mistake_is_built_in_silence(site: Path) -> None:
    done = build("--strict")
    assert done.status == 0, done.said
    assert "WARNING" not in done.said
    assert set(published(site)) == {
        "404.html",
        "assets/mark.svg",
        "assets/search.js",
        "evidence.yml",
        "evidence/index.html",
        "index.html",
        "oil/index.html",
        "robots.txt",
        "search.json",
        "sitemap.xml",
        "sitemap.xml.gz",
        "sw.js",
    }


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["https://example.org/a/", ""])
def test_the_address_is_said(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SITE_URL", address)
    [said] = re.findall("Built for (.*)", build("--strict").said)
    assert said.startswith(address or "http://127.0.0.1:8000/")
    assert ("set SITE_URL" in said) is not bool(address)


def test_the_sources_stay_and_the_site_is_clean(site: Path) -> None:
    page = site / "docs/oil.md"
    edit(page, "Warm oil", f"Warm {TOKEN} oil")
    edit(page, "title: A page", f"title: A {TOKEN} page")
    source = page.read_bytes()
    done = build("--strict")
    assert done.status == 0, done.said
    assert "docs/oil.md:9:6: a spam token, stripped for this build alone" in done.said
    assert page.read_bytes() == source
    assert b"Warm oil helps" in published(site)["oil/index.html"]
    assert TOKEN.encode() not in b"".join(published(site).values())


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["name"])
def test_a_mistake_is_said_once_and_nothing_is_published(
    site: Path, capfd: pytest.CaptureFixture[str], mistake: dict[str, Any]
) -> None:
    (site / "site").mkdir()
    plant(site, mistake)
    assert main() == 1
    said, expected = capfd.readouterr().out.splitlines(), mistake.get("check", mistake["said"])
    assert [line[: len(start)] for line, start in zip(said, expected, strict=True)] == expected
    assert main("build", *([] if "any" in mistake else ["--strict"])) == 1
    said_by_build = capfd.readouterr().err
    assert "Traceback" not in said_by_build
    expected = mistake.get("build", mistake["said"])
    assert [line for line in expected if line not in said_by_build] == []
    assert not (site / "site").exists() or mistake["in"] == "mkdocs.yml", "the last one goes"


def test_a_page_that_takes_too_long_to_read_is_one_line(
    site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sources, "LONGEST_TIME", 0.5)  # it would take a minute
    edit(site / "docs/oil.md", "Warm", "[" * 20_000)
    assert main() == 1
    [said] = capfd.readouterr().out.splitlines()
    assert said.startswith("docs/oil.md:1: too hard to read for the Markdown parser: take out")


def test_the_guard_refuses_what_comes_from_anywhere_else(site: Path) -> None:
    edit(site / "mkdocs.yml", "toc]", "toc, pymdownx.snippets]")
    edit(site / "docs/oil.md", "Warm oil", '--8<-- "part.txt"\n\nWarm oil')
    (site / "part.txt").write_text(f"&#{ord(TOKEN[0])};{TOKEN[1:]}\n", "utf-8")
    done = build()
    assert done.status == 1
    assert "site/oil/index.html:" in done.said
    assert f"holds the spam token {TOKEN}" in done.said
    assert not (site / "site").exists()


@pytest.mark.usefixtures("site")
def test_evidence_that_is_due_is_named_if_the_day_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "was due" not in build().said
    monkeypatch.setenv("TODAY", "2021-01-01")
    assert "docs/evidence.yml:2: the evidence was due" in build().said


@pytest.mark.parametrize("unset", ["", None])
def test_without_an_address_a_site_is_for_this_machine(
    site: Path, monkeypatch: pytest.MonkeyPatch, unset: str | None
) -> None:
    if unset is not None:
        monkeypatch.setenv("SITE_URL", unset)
    build()
    assert b"<loc>http://127.0.0.1:8000/oil/</loc>" in published(site)["sitemap.xml"]


def commit(site: Path, day: str, *paths: str) -> None:
    git = ("git", "-c", "user.name=one", "-c", "user.email=one@example.org")
    env = {"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    for command in (["init", "-q"], ["add", *paths], ["commit", "-q", "--allow-empty", "-m", day]):
        subprocess.run([*git, *command], cwd=site, check=True, env=env)


def test_a_site_s_date_comes_from_the_data_file_from_git_or_from_the_environment(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(site / "overrides/main.html", "<main>", "<main>{{ build_date_utc.date() }}")

    def dated() -> bytes:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        build()
        return published(site)["index.html"]

    assert b"<main>2020-01-01" in dated()
    commit(site, "2021-01-01", ".")
    commit(site, "2022-02-02", ".")
    assert b"<main>2022-02-02" in dated()
    build("-f", "mkdocs.yml")
    assert b"<main>2022-02-02" in published(site)["index.html"]
    monkeypatch.setenv("PATH", "")
    assert b"<main>2020-01-01" in dated()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    build()
    assert b"<main>2017-07-14" in published(site)["index.html"]


def test_a_page_s_date_in_the_sitemap_is_that_of_its_own_last_commit(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dates() -> list[tuple[str, str]]:
        build()
        sitemap = published(site)["sitemap.xml"].decode()
        return re.findall(r"8000/(\S*)</loc>(?:<lastmod>(.*?)</lastmod>)?", sitemap)

    assert dates() == [("", ""), ("evidence/", ""), ("oil/", "")], "no git, no date"
    commit(site, "2022-02-02", "docs/index.md", "docs/oil.md")
    edit(site / "docs/oil.md", "helps", "soothes")
    commit(site, "2023-03-03", "docs/oil.md", "overrides")
    assert dates() == [("", "2022-02-02"), ("evidence/", ""), ("oil/", "2023-03-03")]
    commit(site, "2024-04-04", ".")
    shallow = site / "shallow"
    subprocess.run(("git", "clone", "-q", "--depth=1", f"file://{site}", shallow), check=True)
    monkeypatch.chdir(shallow)
    build()
    assert b"<lastmod>" not in published(shallow)["sitemap.xml"], "it does not know"
    monkeypatch.chdir(site)
    monkeypatch.setenv("PATH", "")
    assert {day for _, day in dates()} == {""}


def test_an_old_address_leads_on_without_script(site: Path) -> None:
    edit(site / "docs/oil.md", "about:", "formerly: [balm]\nabout:")
    edit(site / "mkdocs.yml", "Oil:", "Oil & <water>:")
    done = build("--strict")
    assert done.status == 0, done.said
    page = LexborHTMLParser(published(site)["balm/index.html"].decode())
    [refresh] = page.css("meta[http-equiv=refresh]")
    assert refresh.attributes["content"] == "0; url=../oil/"
    assert page.css("meta[name=robots][content=noindex]")
    assert page.css("meta[http-equiv=Content-Security-Policy]")
    [link] = page.css("a")
    assert (link.text(), link.attributes["href"]) == ("Oil & <water>", "../oil/")
    assert b"balm" not in published(site)["sitemap.xml"] + published(site)["search.json"]


def test_files_for_hosts_are_published_as_they_are(site: Path) -> None:
    hosts = ("_headers", "_redirects", "CNAME", "ads.txt", ".well-known/security.txt")
    (site / "docs/.well-known").mkdir()
    for name in hosts:
        (site / "docs" / name).write_text("as it is\n")
    assert build("--strict").status == 0
    assert {name: published(site)[name] for name in hosts} == dict.fromkeys(hosts, b"as it is\n")


def test_crawlers_find_their_file_at_the_root_of_a_host_and_an_editor_s_own_first(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build("--strict").status == 0
    assert published(site)["robots.txt"] == b"User-agent: *"
    monkeypatch.setenv("SITE_URL", "https://owner.example/site/")
    assert build("--strict").status == 0
    assert "robots.txt" not in published(site)
    (site / "docs/robots.txt").write_text("Disallow: /\n")
    assert build("--strict").status == 0
    assert published(site)["robots.txt"] == b"Disallow: /\n"


def test_a_page_shows_its_own_drawing_once_and_its_question_and_line_if_it_has_any(
    site: Path,
) -> None:
    (site / "docs/drawings").mkdir()
    (site / "docs/drawings/drop.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7"/></svg>'
    )
    edit(site / "docs/oil.md", "about:", "drawing: drop.svg\nalt: A drop of oil.\nabout:")
    edit(site / "docs/index.md", "Welcome.", "[@pages]")
    assert build("--strict").status == 0
    page = LexborHTMLParser(published(site)["oil/index.html"].decode())
    assert [node.attributes["aria-label"] for node in page.css("h1 + .site.cover svg")] == [
        "A drop of oil."
    ]
    home = LexborHTMLParser(published(site)["index.html"].decode())
    assert [link.text(strip=True) for link in home.css("ol a")] == ["Oil", "Evidence"]
    assert len(home.css("ol li > svg.drawing[aria-hidden=true]")) == 1
    assert "drawings/drop.svg" not in published(site)

    asks = "Is warm oil good?\nline: What it does."
    edit(site / "docs/oil.md", "A page of a small site on oil", asks)
    build()
    asked = LexborHTMLParser(published(site)["oil/index.html"].decode()).css(".cover + .asks")
    assert ([node.text(strip=True) for node in asked], page.css(".asks")) == (
        ["Is warm oil good?"],
        [],
    )
    home = LexborHTMLParser(published(site)["index.html"].decode())
    assert next(item.text() for item in home.css("ol li")) == "Oil What it does."

    edit(site / "docs/oil.md", "Warm oil", "![A drop](drawings/drop.svg)\n\nWarm oil")
    build()
    page = LexborHTMLParser(published(site)["oil/index.html"].decode())
    assert [node.attributes["aria-label"] for node in page.css("svg.drawing")] == ["A drop"]


def test_the_evidence_page_lists_studies_by_page_in_the_order_of_the_menu(site: Path) -> None:
    edit(site / "docs/index.md", "about:", "studies: At the start\nabout:")
    edit(site / "docs/index.md", "Welcome.", "Welcome.\n\n[@studies kim1999]")
    edit(
        site / "docs/evidence.yml",
        "studies:\n",
        "studies:\n" + DATA.partition("studies:\n")[2].replace("lee2001", "kim1999")
        .replace("page: oil", "page: index").replace("Lee 2001", "Kim 1999"),
    )  # fmt: skip
    done = build("--strict")
    assert done.status == 0, done.said
    page = LexborHTMLParser(published(site)["evidence/index.html"].decode())
    assert [node.text() for node in page.css("summary h3")] == ["At the start", "Oil"]
    assert [link.attributes["href"] for link in page.css("ul.lines a")] == [
        "../#kim1999",
        "../oil/#lee2001",
    ]


def test_pages_in_groups_of_the_menu_are_pages(site: Path) -> None:
    edit(
        site / "mkdocs.yml",
        "  - Oil: oil.md",
        "  - More:\n      - Oil: oil.md\n      - Web: https://example.org/",
    )
    edit(site / "docs/index.md", "Welcome.", "[@pages]")
    build()
    home = LexborHTMLParser(published(site)["index.html"].decode())
    assert [link.text(strip=True) for link in home.css("ol a")] == ["Oil", "Evidence"]


def test_a_page_over_the_budget_is_named(site: Path) -> None:
    with (site / "docs/oil.md").open("a") as page:
        items = "".join(f"    - {sha256(bytes(i)).hexdigest()}\n" for i in range(500))
        page.write(f'\n!!! site known "K"\n{items}')
    assert re.search(r"WARNING -  docs/oil\.md:1: .* over its limit ", build().said)


def test_what_the_machine_refuses_is_one_line(site: Path) -> None:
    done = build("--site-dir", "mkdocs.yml/site")
    assert done.status == 1
    [said] = [line for line in done.said.splitlines() if line.startswith("ERROR")]
    assert said.endswith(
        "mkdocs.yml/site:1: Not a directory: make room, or build into another folder"
    )
    assert (site / "mkdocs.yml").is_file()


def test_a_symbolic_link_within_the_pages_is_followed(site: Path) -> None:
    (site / "docs/assets/same.svg").symlink_to("mark.svg")
    assert build("--strict").status == 0
    assert "assets/same.svg" in published(site)


@pytest.mark.parametrize("mistake", [mistake for mistake in MISTAKES if "menu" in mistake])
def test_the_menu_is_all_that_is_said_of_its_mistakes(
    site: Path, capfd: pytest.CaptureFixture[str], mistake: dict[str, Any]
) -> None:
    article = site / "scripts/article/arrived.txt"
    article.write_text("Home\n\nWelcome.\n\nOil\n\nWarm oil helps.\n", "utf-8")
    edit(site / "docs/index.md", "Welcome", '!!! site said "S"\n\nWelcome')
    edit(site / "docs/oil.md", "Warm", '!!! site said "S"\n\nWarm')
    edit(site / "docs/oil.md", "[@badges oil]\n\n", '!!! site known "K"\n    [@badges oil]\n\n    ')
    plant(site, mistake)
    assert main() == 1
    said = capfd.readouterr().out.splitlines()
    assert [one for one in said if one.startswith(mistake["said"][0])]
    assert not [one for one in said if "the article" in one], said
