"""The options of the theme that a course may set: each does what it says, or is refused with what to do instead.

Names and meanings are those of sphinx-book-theme 1.4 and pydata-sphinx-theme. The texts below the fields are what
authors read in `docs/reference/course-toml.md`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from course.project.fragment import fragment
from course.project.kinds import STRICT, Line, Name, Web
from quizzes.address import leads_on
from quizzes.model.values import Flag  # noqa: TC001 - pydantic reads the types

if TYPE_CHECKING:
    from collections.abc import Iterator

_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".ico")


def _led(value: str) -> str:
    if not leads_on(value):
        raise PydanticCustomError("setting", "is '{value}', where no link may lead", {"value": value})
    return value


def _host(value: str) -> str:
    _, _, host = value.partition("https://")
    if not host or not all(part.replace("-", "").isalnum() for part in host.split(":")[0].split(".")):
        message = "is '{value}', and must be a host such as https://giscus.app, without a path"
        raise PydanticCustomError("setting", message, {"value": value})
    return value


def _picture(value: str) -> str:
    path = PurePosixPath(value.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in value or path.suffix.lower() not in _PICTURES:
        message = "is '{value}', and must be a picture in the folder of the course ({kinds})"
        raise PydanticCustomError("setting", message, {"value": value, "kinds": ", ".join(_PICTURES)})
    return value


def _fragment(value: str) -> str:
    try:
        return fragment(value)
    except ValueError as error:
        raise PydanticCustomError("setting", "{error}", {"error": str(error)}) from error


Led = Annotated[Name, AfterValidator(_led)]
Host = Annotated[Name, AfterValidator(_host)]
Picture = Annotated[Name, AfterValidator(_picture), Field(json_schema_extra={"format": "path"})]
Html = Annotated[Line, AfterValidator(_fragment)]
Parts = tuple[Annotated[Name, StringConstraints(pattern=r"^[\w./-]+$")], ...]


@dataclass(frozen=True, config=STRICT)
class NamedLink:
    """A link at the foot of each page."""

    name: Name
    """What the link says."""
    url: Led
    """Where it leads."""
    icon: Line = ""
    """Taken, and not shown: pages load no icons."""
    type: Literal["", "fontawesome", "local", "url"] = ""
    """Taken, and not shown."""


@dataclass(frozen=True, config=STRICT)
class Logo:
    """The picture above the side bar."""

    image_light: Picture | None = None
    """The picture for the light color mode."""
    image_dark: Picture | None = None
    """The picture for the dark color mode."""
    text: Line = ""
    """What stands beside the picture; without it the title of the course."""
    alt_text: Line = ""
    """What the picture shows, for who cannot see it."""
    link: Annotated[Line, AfterValidator(_led)] = ""
    """Where the logo leads; without it to the start page."""


@dataclass(frozen=True, config=STRICT)
class ThemeOptions:
    """What the pages of the site show beside the course, by the names of sphinx-book-theme and pydata-sphinx-theme."""

    announcement: Html = ""
    """A line above each page; it may have links and emphasis in HTML."""
    extra_footer: Html = ""
    """A line at the foot of each page; it may have links and emphasis in HTML."""
    logo: Logo = Logo()
    """The picture above the side bar: `{image_light = "logo.svg", image_dark = "night.svg", alt_text = "Clinic",
    text = "", link = "https://…"}`."""
    repository_url: Web = ""
    """Where the sources of the course are; the links below are made from it."""
    repository_branch: Line = "main"
    """The branch that the links lead to."""
    repository_provider: Literal["", "github", "gitlab", "bitbucket"] = ""
    """Whose links they are; without it as the address says."""
    path_to_docs: Line = ""
    """The folder of the course in the repository."""
    use_repository_button: Flag = False
    """Whether each page links to the repository."""
    use_edit_page_button: Flag = False
    """Whether each page links to where its source can be edited."""
    use_issues_button: Flag = False
    """Whether each page links to a new issue about it."""
    use_source_button: Flag = False
    """Whether each page links to its source in the repository."""
    github_url: Web = ""
    """An address on GitHub to which each page links."""
    gitlab_url: Web = ""
    """An address on GitLab to which each page links."""
    bitbucket_url: Web = ""
    """An address on Bitbucket to which each page links."""
    twitter_url: Web = ""
    """An address on X, formerly Twitter, to which each page links."""
    icon_links: tuple[NamedLink, ...] = ()
    """Links at the foot of each page, by their names: `[{name = "Clinic", url = "https://…"}]`."""
    icon_links_label: Line = ""
    """What the links at the foot are called for who cannot see them."""
    external_links: tuple[NamedLink, ...] = ()
    """Links at the foot of each page: `[{name = "Clinic", url = "https://…"}]`."""
    back_to_top_button: Flag = False
    """Whether a link at the foot leads back to the top."""
    navigation_with_keys: Flag = False
    """Whether the arrow keys lead to the page before and the page after, outside of fields and questions."""
    show_prev_next: Flag = True
    """Whether each page ends with links to the page before and the page after."""
    show_toc_level: Annotated[int, Field(ge=1, le=6, strict=True)] = 2
    """How many levels of headings the contents of a page show."""
    toc_title: Line = ""
    """What the contents of a page are called."""
    search_bar_text: Line = ""
    """What stands in the field of the search before anything is typed."""
    disable_search: Flag = False
    """Whether pages have no field for the search."""
    article_header_end: Parts = ()
    """Templates of the course that stand in the head of each page, after its own buttons."""
    article_footer_items: Parts = ()
    """Templates of the course that stand below the text of each page."""
    content_footer_items: Parts = ()
    """Templates of the course that stand below that."""
    primary_sidebar_end: Parts = ()
    """Templates of the course that stand below the side bar."""
    surface_warnings: Flag = True
    """Whether warnings of the theme are shown in the build."""
    shorten_urls: Flag = True
    """Whether bare links to GitHub and GitLab are shown in short."""


_TOP_BAR = "pages have no bar at the top; `external_links` stand at the foot of each page"
_SIDE_BAR = "the side bar shows the modules, and the lessons of the one that is read"
_FOOT = "the foot of a page is made from course.toml; `extra_footer` adds a line to it"
_VERSIONS = "pages fetch nothing, so that they work from a disk; name the other versions in `external_links`"
_FRAME = "a course has a frame of its own"
_COLORS = "the colors of code keep their contrast in both modes"
REFUSED: dict[str, tuple[str, tuple[object, ...]]] = {
    "search_as_you_type": ("the search of a course shows results while typing", (True, False)),
    "use_download_button": ("it would publish the sources of pages, keys of questions included", (False,)),
    "use_fullscreen_button": ("browsers have a key for it", (False,)),
    "use_sidenotes": ("notes stand at the end of a page, where a phone shows them", (False,)),
    "launch_buttons": ("pages run no code", ({},)),
    "analytics": ("pages send nothing to anybody, and their policy forbids it", ({},)),
    "switcher": (_VERSIONS, ({},)),
    "check_switcher": (_VERSIONS, (False,)),
    "show_version_warning_banner": (f"{_VERSIONS}; `announcement` can say which one this is", (False,)),
    "home_page_in_toc": ("the side bar begins with the start page", (True,)),
    "show_navbar_depth": (_SIDE_BAR, ()),
    "max_navbar_depth": (_SIDE_BAR, ()),
    "collapse_navbar": (_SIDE_BAR, (False,)),
    "expand_toc_sections": (_SIDE_BAR, ([],)),
    "sidebar_includehidden": (_SIDE_BAR, (True,)),
    "collapse_navigation": (_SIDE_BAR, (False,)),
    "navigation_depth": (_SIDE_BAR, ()),
    "show_nav_level": (_SIDE_BAR, ()),
    "navbar_align": (_TOP_BAR, ()),
    "navbar_start": (_TOP_BAR, ([],)),
    "navbar_center": (_TOP_BAR, ([],)),
    "navbar_end": (_TOP_BAR, ([],)),
    "navbar_persistent": (_TOP_BAR, ([],)),
    "header_links_before_dropdown": (_TOP_BAR, ()),
    "header_dropdown_text": (_TOP_BAR, ()),
    "sticky_banners": ("an announcement scrolls away with the page, so that it covers no text", (False,)),
    "article_header_start": (_FRAME, ()),
    "secondary_sidebar_items": (_FRAME, ()),
    "footer_content_items": (_FOOT, ()),
    "footer_start": (_FOOT, ([],)),
    "footer_center": (_FOOT, ([],)),
    "footer_end": (_FOOT, ([],)),
    "logo_link": ('it is `logo = {link = "…"}` now', ()),
    "pygments_light_style": (_COLORS, ()),
    "pygments_dark_style": (_COLORS, ()),
    "pygment_light_style": (_COLORS, ()),
    "pygment_dark_style": (_COLORS, ()),
}
"""Options for which a course has no use: why, and the values that ask for nothing."""


def _without_refused(values: object) -> object:
    """Return a table without what `refused` tells already."""
    return (
        {name: value for name, value in values.items() if name not in REFUSED} if isinstance(values, dict) else values
    )


def refused(values: object) -> Iterator[tuple[str, str]]:
    """Yield the options of a table that a course has no use for, each with the reason."""
    for name, value in values.items() if isinstance(values, dict) else ():
        reason, harmless = REFUSED.get(name, ("", (value,)))
        if not any(value == one and type(value) is type(one) for one in harmless):
            yield name, reason


Options = Annotated[ThemeOptions, BeforeValidator(_without_refused)]
