"""The words of dates in six languages: months, weekdays, parts of a month, connecting words."""

from __future__ import annotations

from ingest.mentions.fold import fold

# One row a month; full names first, then (after the bar) forms that need a number beside them.
_MONTHS = (
    "january janvier enero январь января январе январю январем يناير جانفي | jan janv ene янв",
    "february fevrier febrero февраль февраля феврале февралю февралем فبراير شباط فيفري "
    "| feb fev fevr фев февр",
    "marzo март марта марте марту مارس اذار | march mars mar мар",
    "april avril abril апрель апреля апреле апрелю апрелем ابريل نيسان افريل | apr avr abr апр",
    "mayo مايو ايار | may mai май мая мае маю маем ماي",
    "june juin junio июнь июня июне июню июнем يونيو يونيه حزيران | jun июн جوان",
    "july juillet julio июль июля июле июлю июлем يوليو يوليه تموز يوليوز جويلية | jul juil juill июл",
    "august août agosto август августа августе августу اغسطس غشت | aug ago авг اب اوت",
    "september septembre septiembre setiembre сентябрь сентября сентябре сентябрю سبتمبر ايلول شتنبر "
    "| sep sept сен сент",
    "october octobre octubre октябрь октября октябре октябрю اكتوبر | oct окт",
    "november novembre noviembre ноябрь ноября ноябре ноябрю نوفمبر نونبر | nov ноя нояб",
    "december décembre diciembre декабрь декабря декабре декабрю ديسمبر دجنبر | dec dic дек",
)

# Two-word month names of the Levant, by their second word.
LEVANTINE = {("كانون", "الثاني"): 1, ("تشرين", "الاول"): 10, ("تشرين", "الثاني"): 11, ("كانون", "الاول"): 12}

_WEEKDAYS = (
    "monday mon lundi lun lunes понедельник понедельника понедельнику пн الاثنين",
    "tuesday tue tues mardi mar martes вторник вторника вторнику вт الثلاثاء",
    "wednesday wed mercredi mer miércoles mié среда среду среды среде ср الاربعاء",
    "thursday thu thur thurs jeudi jeu jueves jue четверг четверга четвергу чт الخميس",
    "friday fri vendredi ven viernes vie пятница пятницу пятницы пятнице пт الجمعة",
    "saturday sat samedi sam sábado sáb суббота субботу субботы субботе сб السبت",
    "sunday sun dimanche dim domingo dom воскресенье воскресенья воскресенью вс الاحد",
)

_PARTS = {
    "early": "early beginning start début principios inicios comienzos начало начале начала началу "
    "اوائل بداية مطلع",
    "mid": "mid middle mi milieu mediados середина середине середины середину середине منتصف اواسط",
    "end": "late end fin finales fines конец конце конца концу اواخر نهاية",
}
CHINESE_PARTS = {
    "上旬": "early",
    "初": "early",
    "中旬": "mid",
    "中": "mid",
    "下旬": "end",
    "底": "end",
    "末": "end",
}

_WORDS = {
    "R": "to through thru until till au al a hasta по до الي حتي لغاية",
    "A": "and et y e и و or ou o u или او",
    "B": "between entre между بين",
    "F": "from с со",
    "O": "of the de del du des le la el los las les d l من يوم ال اليوم شهر عام سنة لعام لسنة عامي "
    "year month mois mes ano annee месяца",
    "H": "at on in during by since before after en pendant avant apres depuis durante desde antes tras "
    "в во к на после في الساعة خلال قبل بعد las les",
    "G": "г года год году годом гг годы годов годах",
    "K": "document documents doc docs room rooms item items article articles annex annexes annexe no nos n "
    "resolution resolutions session table tables page pages section sections chapter chapters paragraph "
    "paragraphs decision decisions recommendation recommendations question group groupe version volume "
    "salle point points résolution chapitre paragraphe décision sala artículo artículos punto puntos anexo "
    "resolución página sección decisión documento зал комната пункт пункта пункте статья статьи приложение "
    "резолюция резолюции резолюцией решение решения раздел документ документа "
    "القاعة المادة البند الملحق القرار المقرر الفقرة الوثيقة",
}

# Words for alternatives, not for a series: "6 or 7 June".
ALTERNATIVES = frozenset({"or", "ou", "o", "u", "или", "او"})

# Months written in a language that may put the day after the month.
_MONTH_FIRST = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec enero febrero marzo abril mayo junio julio "
    "agosto septiembre setiembre octubre noviembre diciembre"
)
MONTH_FIRST = frozenset(_MONTH_FIRST.split())


def _vocabulary() -> dict[str, tuple[str, int | str]]:
    words: dict[str, tuple[str, int | str]] = {}
    for letter, row in _WORDS.items():
        words.update((fold(word).text, (letter, 0)) for word in row.split())
    for weekday, row in enumerate(_WEEKDAYS):
        words.update((fold(word).text, ("W", weekday)) for word in row.split())
    for part, row in _PARTS.items():
        words.update((fold(word).text, ("P", part)) for word in row.split())
    for month, row in enumerate(_MONTHS, start=1):
        words.update((fold(word).text, ("M", month)) for word in row.replace("|", " ").split())
    return words


# What a folded word is: its letter in the date grammar and its value.
VOCABULARY = _vocabulary()

# Month names that stand for a month without a number beside them.
STRONG_MONTHS = frozenset(fold(word).text for row in _MONTHS for word in row.split("|")[0].split())
