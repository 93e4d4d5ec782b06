from assistant.answering.told import answered_questions, last_told, statements_told, told_words, was_told
from assistant.dialogue import Role, Turn
from assistant.texts_fr.answers import REFUSALS

ANSWER = """**Réponse courte**

Le maire signe l'accord. [1]

La convention est facultative. [1] [2]

**Base légale**

- L'article L. 1115-1 du CGCT le permet. [3]"""


def user(content: str) -> Turn:
    return Turn(role=Role.USER, content=content)


def assistant(content: str) -> Turn:
    return Turn(role=Role.ASSISTANT, content=content)


def test_statements_of_an_answer_come_without_headings_and_numbers() -> None:
    assert statements_told(ANSWER) == (
        "Le maire signe l'accord.",
        "La convention est facultative.",
        "L'article L. 1115-1 du CGCT le permet.",
    )


def test_plain_text_is_cut_into_sentences() -> None:
    assert statements_told("Le maire signe. Le préfet contrôle.") == (
        "Le maire signe.",
        "Le préfet contrôle.",
    )


def test_last_answer_is_the_one_told() -> None:
    assert last_told((user("a ?"), assistant("Un."), user("b ?"), assistant("Deux."))) == ("Deux.",)
    assert last_told((user("a ?"),)) == ()


def test_sentence_is_told_word_for_word_or_not_at_all() -> None:
    told = told_words((assistant(ANSWER),))
    assert was_told("La convention est facultative.", told)
    assert not was_told("La convention est obligatoire.", told)
    assert not was_told("Le maire signe l'accord.", told_words((user("Le maire signe l'accord."),)))


def test_refused_question_is_no_ground_to_lean_on() -> None:
    refusal = next(iter(REFUSALS.values()))
    history = (user("Qui signe ?"), assistant("Le maire."), user("Quel temps fait-il ?"), assistant(refusal))
    assert answered_questions(history) == ("Qui signe ?",)


def test_refused_question_counts_where_it_is_the_only_one() -> None:
    history = (user("Quel budget ?"), assistant(next(iter(REFUSALS.values()))))
    assert answered_questions(history) == ("Quel budget ?",)
