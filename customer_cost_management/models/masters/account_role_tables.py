"""Which role an account has: the tables behind the proposal, to be read by accountants.

The code of an account means nothing without its chart: 5401 is the cost of main business in
the chart of small enterprises (``cn``) and construction in the chart of enterprises
(``cn_large_bis``).  So the tables are by chart template; the longest beginning of the code
decides, because Odoo pads codes to the digits of the chart (5601 is stored as 560100).
"""

#: Chart template -> role -> beginnings of account codes.
CODES = {
    # Odoo's generic chart
    "generic_coa": {
        "revenue": "4000",
        "deduction": "4430 6430",
        "cost_of_sales": "5000 6100",
        "operating": "6000 6110 6120 6300 9610 9620",
        "financial": "6200",
        "exchange": "4410 6410",
        "other": "4420 4500 6420",
    },
    # 小企业会计准则: accounting standards for small business enterprises
    "cn": {
        "revenue": "5001 5051",
        "deduction": "530104 560304",
        "cost_of_sales": "5401 5402",
        "production": "4001 4101 4301 4401 4403",
        "tax_on_sales": "5403",
        "operating": "5601 5602",
        "financial": "5603",
        "exchange": "530102 560302",
        "credit_loss": "571101",
        "other": "5111 5301 560303 5711",
        "income_tax": "5801",
    },
    # 企业会计准则: accounting standards for business enterprises
    "cn_large_bis": {
        "revenue": "6001 6021 6031 6041 6051",
        "deduction": "630102 671102",
        "cost_of_sales": "6401 6402",
        "production": "5001 5101 5201 5301 5401 5402 5403",
        "tax_on_sales": "6403",
        "operating": "6601 6602 6604",
        "financial": "6603 6411 6421",
        "exchange": "6061",
        "credit_loss": "6721",
        "other": "6011 6071 6101 6111 6115 6201 6202 6203 6301 6501 6502 6511 6521 6531 6541 "
        "6542 6701 6711 6901",
        "income_tax": "6801",
    },
}

INCOME, EXPENSE, BOTH = {"income"}, {"expense"}, {"income", "expense"}

#: (kind of account, role, words in its name, apart by |); the longest word found decides.
WORDS = (
    (
        BOTH,
        "income_tax",
        "income tax|corporate tax|所得税|所得稅",
    ),
    (
        BOTH,
        "exchange",
        "exchange gain|exchange loss|exchange difference|currency exchange|foreign exchange|"
        "汇兑|匯兌|兌換",
    ),
    (
        BOTH,
        "credit_loss",
        "bad debt|doubtful|credit loss|credit impairment|坏账|呆账|信用减值|壞帳|呆帳|壞賬|"
        "呆賬|信用減損",
    ),
    (
        BOTH,
        "deduction",
        "sales discount|discount granted|discounts granted|discount allowed|cash discount|"
        "early payment discount|sales return|sales allowance|rebate|折扣|折让|返利|销售退回|"
        "折讓|銷貨退回|退佣",
    ),
    (
        EXPENSE,
        "tax_on_sales",
        "taxes and surcharges|sales tax expense|stamp duty|税金及附加|附加税|印花税|消费税|"
        "城市维护建设税|教育费附加|稅金及附加|附加稅|印花稅|營業稅",
    ),
    (
        EXPENSE,
        "cost_of_sales",
        "cost of goods|cost of sales|cost of revenue|stock variation|inventory variation|"
        "price difference|主营业务成本|其他业务成本|销售成本|营业成本|存货变动|銷貨成本|"
        "銷售成本|營業成本|存貨變動",
    ),
    (
        EXPENSE,
        "production",
        "work in progress|production cost|manufacturing overhead|生产成本|制造费用|劳务成本|"
        "工程施工|研发支出|在制品|製造費用|生產成本|在製品|勞務成本",
    ),
    (
        EXPENSE,
        "financial",
        "interest|bank fee|bank charge|financial expense|factoring|利息|手续费|财务费用|"
        "贴现|保理|手續費|財務費用|貼現",
    ),
    (
        EXPENSE,
        "other",
        "non-operating|impairment|loss on disposal|donation|penalty|prior year|营业外支出|"
        "资产减值|资产处置|捐赠|罚款|以前年度损益|營業外支出|資產減損|處分|捐贈|罰款|"
        "前期損益",
    ),
    (
        INCOME,
        "other",
        "interest|dividend|non-operating|gain on disposal|fair value|subsid|grant|"
        "investment|利息|股利|营业外|公允价值|投资收益|资产处置|政府补助|补贴|營業外|"
        "公允價值|投資收益|處分|政府補助|補貼",
    ),
    (
        INCOME,
        "revenue",
        "sales|revenue|主营业务收入|其他业务收入|销售收入|营业收入|銷貨收入|銷售收入|營業收入",
    ),
)

#: Names of sub-accounts that turn an account of one of these roles into a revenue deduction.
DEDUCTION_WITHIN = {"revenue", "operating", "financial"}

#: Fields of the company that name an account -> the role of that account, beyond doubt.
COMPANY_ACCOUNTS = {
    "income_currency_exchange_account_id": "exchange",
    "expense_currency_exchange_account_id": "exchange",
    "default_cash_difference_income_account_id": "other",
    "default_cash_difference_expense_account_id": "other",
    "account_journal_early_pay_discount_gain_account_id": "deduction",
    "account_journal_early_pay_discount_loss_account_id": "deduction",
}

#: Account type -> role, where neither the chart nor the name says more.
TYPES = {
    "income_other": "other",
    "expense": "operating",
    "expense_other": "other",
    "expense_depreciation": "operating",
    "expense_direct_cost": "cost_of_sales",
}

#: An income account is revenue if at least this part of what it earns comes from invoices.
INVOICED_SHARE = 0.5
