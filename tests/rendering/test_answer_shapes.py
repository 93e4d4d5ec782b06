"""The JSON shapes: what they add to the records."""

from assistant.rendering.answer_shapes import statement_shape
from tests.scripted_service import sample_answer


def test_spans_give_the_cited_words_of_each_source_in_code_points() -> None:
    made = sample_answer("Une convention ?")
    excerpts = {source.number: source.passage.text for source in made.sources}
    words = [
        [excerpts[span.source][span.start : span.end] for span in statement_shape(statement).spans]
        for statement in made.statements
    ]
    assert words[2] == ["Un comité de suivi se réunit au moins une fois par an"]
    assert words[3] == [
        "l’objet des actions envisagées et le montant prévisionnel des engagements financiers",
        "transmise au contrôle de légalité",
    ]
