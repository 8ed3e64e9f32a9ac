"""Where words end, as well as can be known without a dictionary of Chinese.

Only titles, captions and table heads ask: they are short, and a break inside a word looks wrong
there. A segmentation is chosen that costs least: words from a short list of what official titles
are made of are cheap; so are chunks that end like a name (…县, …局); most other words of this
register have two characters, so pairs are the next guess. Marks, spaces, numbers with their
units and borders between texts of different origin are certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import cast

from budgetpdf.text.clreq import ALLOWED, UNIT, WORD
from budgetpdf.text.spacing import Measured

CERTAIN, WORD_END, GUESS, INSIDE = 0.0, 0.01, 0.05, 1.0
"""What a break costs, by how likely a word ends there."""
BRACKETED = 0.3
"""What it costs more inside brackets."""

_HANZI = re.compile("H+")
_SUFFIXES = frozenset(
    "省市县区州盟旗镇乡村局委办厅部院校所站处科室馆园厂队社司会团组员率费法书表性"
)
_ENCLITICS = frozenset("的和与及或之等了为在于对将从以")
_WORDS = """
    预算 决算 单位 部门 信息 公开 情况 说明 绩效 目标 指标 项目 支出 收入 经费 机关 运行 政府 采购
    国有 资产 占用 安排 总体 整体 分项 机构 设置 职责 工作 管理 服务 建设 发展 保障 制度 报告 计划
    方案 通知 意见 办法 规定 条例 实施 监督 检查 评价 资金 财政 拨款 一般 公共 基本 名称 性质 规格
    形式 来源 数量 单价 金额 总额 合计 小计 确定 依据 描述 标准 符号 级别 类型 科目 功能 经济 分类
    编码 代码 年度 年初 年末 本年 上年 结转 结余 专户 核拨 其他 事业 行政 基金 专项 转移 支付 债券
    差额 增减 变化 变动 原因 比较 概算 明细 汇总 收支 总表 附表 附件 目录 名词 解释 事项 备注 序号
    公务 接待 购置 维护 用车 出国 会议 培训 人员 日常 公用 办公 设备 车辆 房屋 土地 面积 价值 用途
    绿化 维修 改造 工程 教育 学校 中学 小学 医院 卫生 农业 水利 交通 运输 文化 旅游 民政 社会 保险
    就业 住房 城乡 环境 保护 科学 技术 安全 应急 信访 司法 公安 统计 审计 税务 市场 监管 群众 满意
    效益 产出 质量 时效 成本 生态 影响 可持续 满意度 三公 自治县 自治州 自治区 人民政府 委员会
    办公室 关于 印发 开展 加强 完善 推进 落实 提高 规范 大于等于 小于等于 百分之
"""
WORDS = frozenset(_WORDS.split())
"""Words of official titles, captions and table heads, Chinese at large."""
_LONG: dict[str, tuple[int, ...]] = {
    last: tuple(sorted({3, *(len(word) for word in WORDS if word[-1] == last and len(word) > 3)}))
    for last in _SUFFIXES.union(word[-1] for word in WORDS if len(word) > 2)
}
"""Sizes of the chunks of three and more characters that may be words, by their last character."""


def break_costs(text: Measured, start: int, end: int) -> list[float]:
    """What a break before cluster start + i costs; inf where the rules forbid it."""
    shaped = text.shaped
    if text.straight and shaped.classes == "H" * end and not start:
        return [CERTAIN, *_costs_of(cast("str", shaped.chars)), CERTAIN]
    costs = [inf if kind else CERTAIN for kind in text.kinds[start : end + 1]]
    for found in _HANZI.finditer(shaped.classes, start, end):
        first, stop = found.span()
        borders = [first, *_borders(text, first, stop), stop]
        for a, b in pairwise(borders):
            inside = slice(a + 1 - start, b - start)
            costs[inside] = map(max, costs[inside], _costs_inside(shaped.chars[a:b]))
    if "O" in shaped.classes:
        depth = 0
        for at, letter in enumerate(shaped.classes[start:end], 1):
            depth += (letter == "O") - (letter == "C")
            costs[at] += BRACKETED if depth > 0 else 0.0
    return costs


def _borders(text: Measured, start: int, stop: int) -> Sequence[int]:
    """Where a word certainly ends inside a stretch of hanzi: between two origins, and behind a
    number's unit."""
    runs, kinds = text.shaped.runs, text.kinds
    if runs[start] == runs[stop - 1] and UNIT not in kinds and WORD not in kinds:
        return ()
    return [
        at
        for at in range(start + 1, stop)
        if runs[at] != runs[at - 1] or (kinds[at] == ALLOWED and kinds[at - 1] in (UNIT, WORD))
    ]


def _costs_inside(chars: Sequence[str]) -> Sequence[float]:
    """Costs of the breaks between the hanzi of one stretch, by its cheapest segmentation."""
    text = "".join(chars)
    if len(text) != len(chars):  # variation selectors: pairs are all that is known
        return [GUESS if i % 2 == 0 else INSIDE for i in range(1, len(chars))]
    return _costs_of(text)


@lru_cache(maxsize=1024)
def _costs_of(text: str) -> Sequence[float]:
    # By each position: the cost of the cheapest words before it, where the last of them begins,
    # and whether its borders can be relied on. Of equally cheap words the longest is taken.
    sums, begins, sure = [0.0], [0], [True]
    for stop, last in enumerate(text, 1):
        begin, known = stop - 1, last in _ENCLITICS
        cheapest = sums[begin] + (1.0 if known else 2.0)
        if begin:
            listed = text[begin - 1 : stop] in WORDS
            cost = sums[begin - 1] + (1.0 if listed else 1.6)
            if cost <= cheapest:
                cheapest, begin, known = cost, begin - 1, listed
        for size in _LONG.get(last, ()):
            at = stop - size
            if at < 0:
                break
            if text[at:stop] in WORDS:
                cost = sums[at] + 1.0
            elif size == 3 and last in _SUFFIXES:
                cost = sums[at] + 1.5
            else:
                continue
            if cost <= cheapest:
                cheapest, begin, known = cost, at, True
        sums.append(cheapest)
        begins.append(begin)
        sure.append(known)
    costs = [INSIDE] * (len(text) + 1)
    stop, later_known = len(text), True
    while stop:
        costs[stop] = WORD_END if sure[stop] or later_known else GUESS
        stop, later_known = begins[stop], sure[stop]
    return costs[1 : len(text)]
