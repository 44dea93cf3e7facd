"""The Arabic words of the calendar: both sets of month names and the Maghreb's, Muslim months, weekdays, units, counts.

Spellings with and without hamza are both here, as reports write both. Each name stands for its number: January 1,
Muharram 1, Monday 0.
"""

_LEVANT = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
_EGYPT = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
_MAGHREB = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split()
_HIJRI = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الثانية"),
    *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
)
_HIJRI_TOO = {"ربيع الآخر": 4, "جمادى الآخرة": 6, "ذي القعدة": 11, "ذي الحجة": 12, "المحرم": 1}
_WEEKDAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()


def _spellings(names: dict[str, int]) -> dict[str, int]:
    """The names, and the same without hamza and madda: أبريل and ابريل, إبريل."""
    plain = {name.replace("أ", "ا").replace("آ", "ا"): number for name, number in names.items()}
    below = {"إ" + name[1:]: number for name, number in names.items() if name.startswith("أ")}
    return {**plain, **below, **names}


MONTHS = _spellings({name: i for names in (_LEVANT, _EGYPT, _MAGHREB) for i, name in enumerate(names, 1)})
HIJRI_MONTHS = _spellings({name: i for i, name in enumerate(_HIJRI, 1)} | _HIJRI_TOO)
WEEKDAYS = _spellings(dict(zip(_WEEKDAYS, range(7), strict=True))) | {"الإثنين": 0}
# A unit with its forms: one, two ("يومين" is two days by itself), many.
UNITS = {
    "day": ("يوم", "يومين", "أيام", "ايام", "يوما", "يوماً"),
    "week": ("أسبوع", "أسبوعين", "أسابيع", "اسبوع", "اسبوعين", "اسابيع", "أسبوعا"),
    "month": ("شهر", "شهرين", "أشهر", "شهور", "اشهر", "شهرا", "شهراً"),
    "year": ("عام", "عامين", "أعوام", "سنة", "سنتين", "سنوات", "اعوام", "عاما", "عاماً"),
    "hour": ("ساعة", "ساعتين", "ساعات"),
}
COUNTS = {
    name: number
    for number, names in enumerate(
        (
            "واحد واحدة",
            "اثنين اثنتين",
            "ثلاثة ثلاث",
            "أربعة أربع",
            "خمسة خمس",
            "ستة ست",
            "سبعة سبع",
            "ثمانية ثماني",
            "تسعة تسع",
            "عشرة عشر",
        ),
        1,
    )
    for name in names.split()
}
