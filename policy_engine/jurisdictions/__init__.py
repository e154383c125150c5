"""Places whose law applies: their codes, and which lies within which."""

from policy_engine.jurisdictions.places import ELSEWHERE, Places, is_place_code, parent

__all__ = ["ELSEWHERE", "Places", "is_place_code", "parent"]
