"""The currencies of ISO 4217 in which somebody may pay, by the decimal places of their minor unit.

Currencies that were given up after 2010 are among them, since an order of their day stays in its currency. Metals,
test codes and the units of account of banks are not: nobody pays in them.
"""

from __future__ import annotations

from collections.abc import Mapping

_BY_DECIMAL_PLACES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
        "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER "
        "ZAR ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_GIVEN_UP = {0: "BYR", 2: "ANG BGN CUC EEK HRK LTL LVL MRO SLL STD USS VEF ZMK ZWL"}

DECIMAL_PLACES: Mapping[str, int] = {
    code: places
    for codes_by_places in (_BY_DECIMAL_PLACES, _GIVEN_UP)
    for places, codes in codes_by_places.items()
    for code in codes.split()
}
"""Every currency with the decimal places of its minor unit: 2 for EUR, 0 for JPY, 3 for KWD."""

MEANT: Mapping[str, str] = {
    "EURO": "EUR",
    "GPB": "GBP",
    "UKP": "GBP",
    "STG": "GBP",
    "RMB": "CNY",
    "CNH": "CNY",
    "RUR": "RUB",
    "YEN": "JPY",
    "NTD": "TWD",
    "KRN": "SEK",
    "DHS": "AED",
    "SFR": "CHF",
    "TRL": "TRY",
    "ROL": "RON",
    "BRR": "BRL",
}
"""What people write for a currency though its code is another."""


def meant_by(code: str) -> tuple[str, ...]:
    """The currencies that a wrong code was probably meant for: a known slip, or the same letters in another order."""
    if code in MEANT:
        return (MEANT[code],)
    return tuple(sorted(one for one in DECIMAL_PLACES if sorted(one) == sorted(code)))[:3]
