"""The file of a project folder, `budgetpdf.toml`: what holds for all specs below it."""

from __future__ import annotations

from pydantic import Field

from budgetpdf.spec.figures import Form, no_entries
from budgetpdf.spec.kinds import NonEmpty


class ProjectFile(Form):
    """What `budgetpdf.toml` may say."""

    profile: NonEmpty | None = Field(None, title="格式", description="规格文件没写时采用")
    out: NonEmpty | None = Field(None, title="输出文件夹")
    fonts: dict[str, NonEmpty] = Field(
        default_factory=no_entries, title="字体", examples=[{"body": "fonts/仿宋.ttf"}]
    )
