"""Which pool the words of a text speak of.

A pool is known by its code; the texts are names of accounts, products and analytic accounts,
and labels of journal items.  English words count where they begin a word, Chinese ones
anywhere.
"""

import re

#: Relationship cost is no pool: with a customer it is direct, without one unassigned.
RELATIONSHIP = "P-REL"
ADMINISTRATION = "F-ADM"
SALES = "P-SALES"
BILLING = "P-FIN"
DELIVERY = "P-DEL"
TAX = "P-TAX"

#: Pool -> its words, the most telling pools first.
WORDS = {
    "P-INT": "interest|discounting|factoring|利息|贴现|保理|貼現",
    "P-FIN": "bank fee|bank charge|collection fee|credit insurance|dunning|手续费|催收|信用保险|"
    "诉讼|手續費|信用保險|訴訟",
    "P-RND": "r&d|rd expense|research|研发|研究|研發",
    "P-ORD": "order desk|order processing|order handling|customer service|call cent|订单|商务|客服|"
    "内勤|訂單|商務",
    "P-SRV": "after-sales|after sales|repair|warranty|installation|technical support|service team|"
    "售后|维修|三包|安装|质保|技术服务|售後|維修|保固",
    "P-LOG": "warehous|packing|packaging|storage|handling|logistics|仓储|仓库|包装|装卸|耗材|倉儲|"
    "包裝",
    "P-FRT": "freight|courier|shipping|delivery|carrier|运输|运费|快递|物流|配送|报关|運輸|"
    "運費|快遞|報關",
    "P-MKT": "advert|promotion|trade fair|fair|exhibition|campaign|website|marketing|"
    "广告|宣传|推广|展会|展览|样品|市场|廣告|宣傳|展覽|樣品",
    "P-REL": "entertain|meal|gift|hospitality|customer event|restaurant|业务招待|招待|餐费|礼品|"
    "会务|会议|客户活动|交際|餐費|禮品",
    "S-PREM": "rent|premises|utilit|electricity|water|cleaning|property|building|depreciation|"
    "amorti|租赁|房租|租金|物业|水电|折旧|摊销|租賃|物業|水電|折舊|攤銷",
    "S-IT": "software|licen|server|telecom|telephone|internet|hosting|cloud|it service|systems|"
    "软件|服务器|信息|通讯|网络|云服务|軟體|通訊|網路",
    "S-HR": "recruit|training|staff insurance|human resources|招聘|培训|残保金|工会|人力资源|培訓",
    "P-SALES": "salar|wage|payroll|commission|travel|mileage|sales team|sales force|sales staff|"
    "职工薪酬|工资|社保|公积金|福利|差旅|提成|业务费|薪資|薪酬|差旅費",
    "F-ADM": "audit|legal|office|consult|management|管理咨询|审计|咨询|办公|審計|諮詢|辦公",
}
#: Pay, wherever it is booked: whose pay it is decides, not the word.
PAY = "salar|wage|payroll|职工薪酬|工资|社保|公积金|福利|薪資|薪酬"
#: Names that say on whose behalf money is spent, and no more.
SIDES = {
    SALES: "sale|selling|销售|銷售|推銷",
    ADMINISTRATION: "admin|management|general|管理",
    BILLING: "financ|财务|財務",
}
#: Words of departments and cost centres, beside those of their pools.
PLACES = {
    SALES: "sales|销售|銷售|业务部",
    "P-SRV": "service|support|服务|服務",
    "S-IT": "it|系统",
    "S-HR": "hr|people|人事",
    ADMINISTRATION: "admin|finance|management|行政|财务|管理|財務",
}
#: Words too general for a label, which speaks of many things.
NOT_IN_LABELS = {"handling", "collection fee", "fair", "building", "water", "systems", "信息"}
NOT_IN_LABELS |= {"management", "office", "商务", "市场", "delivery", "订单", "訂單"}


def words_of(pool):
    return WORDS[pool].split("|")


def label_patterns(pool):
    """ILIKE patterns of labels that speak of a pool."""
    return [
        pattern
        for word in words_of(pool)
        if word not in NOT_IN_LABELS
        for pattern in ((f"{word}%", f"% {word}%") if word.isascii() else (f"%{word}%",))
    ]


def pool_of_name(*names):
    """The pool of the longest word in any of the names; of two as long, the earlier pool."""
    return _longest(WORDS, names)


def pool_of_account(names, parents=()):
    """Like :func:`pool_of_name`; pay and travel of the administration are not the sales team's.

    :param parents: names of the accounts above it, which say whose expense it is
    """
    pool = pool_of_name(*names)
    if pool == SALES and ADMINISTRATION in (_longest(SIDES, names), _longest(SIDES, parents)):
        return ADMINISTRATION
    return pool


def pool_of_place(*names):
    """The pool that a department or cost centre works for; like :func:`pool_of_name`."""
    return _longest(PLACES, names) or pool_of_name(*names)


def side_of(names, otherwise=ADMINISTRATION):
    """Whose expense it is, where the name says no more than that."""
    return _longest(SIDES, names) or otherwise


def is_pay(*names):
    return any(contains(name, word) for name in names for word in PAY.split("|"))


def contains(text, word):
    """Whether a word stands in a text; an English one must begin a word there."""
    text = (text or "").lower()
    if not word.isascii():
        return word in text
    # of an abbreviation all must be there: "it" does not begin "Italy"
    end = "(?![a-z])" if len(word) < 3 else ""
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}{end}", text) is not None


def _longest(table, names):
    found = [
        (pool, word)
        for pool, words in table.items()
        for word in words.split("|")
        if any(contains(name, word) for name in names)
    ]
    return max(found, key=_weight)[0] if found else None


def _weight(found):
    """Administration only if nothing else is said; a Chinese character says as much as
    several letters."""
    pool, word = found
    size = sum(1 if character.isascii() else 3 for character in word)
    return pool != ADMINISTRATION, size
