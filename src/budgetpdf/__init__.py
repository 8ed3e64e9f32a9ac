"""budgetpdf: one TOML spec in, the official budget disclosure (单位预算信息公开) out as PDF."""

__version__ = "0.1.0"
