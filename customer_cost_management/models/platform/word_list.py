from odoo.tools.misc import babel_locale_parse, get_lang


def word_list(env, words):
    """Words with what the reader's language has between them: A, B, C; A、B、C in Chinese.

    The pattern is CLDR's for the middle of a list, without an "and" before the last word.
    """
    locale = babel_locale_parse(get_lang(env).code)
    between = locale.list_patterns["standard"]["middle"].replace("{0}", "").replace("{1}", "")
    return between.join(words)
