import pytest

from assistant.answering.disagreements.authorities import (
    is_same_authority,
    named_authorities,
    opening_authority,
    stated_authorities,
)


def acts(text: str) -> set[tuple[str, str]]:
    return {(one.unit, one.canonical) for one in stated_authorities(text)}


def named(text: str) -> set[str]:
    return {one.canonical for one in named_authorities(text)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Les conventions sont visées par le préfet.", ("approuver", "prefet")),
        ("Le préfet de région autorise l'adhésion.", ("autoriser", "prefet de region")),
        ("La convention est signée par le maire.", ("signer", "executif")),
        ("Le conseil municipal approuve le projet.", ("approuver", "organe deliberant")),
        ("Le Conseil d'État annule la délibération.", ("annuler", "conseil d'etat")),
        ("Le feu vert du ministère est attendu.", ("autoriser", "ministre")),
    ],
)
def test_who_does_what_is_read_from_subject_and_agent(text: str, act: tuple[str, str]) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text", ["Le préfet n'approuve pas la convention.", "La convention n'est jamais visée par le préfet."]
)
def test_what_is_denied_of_an_authority_is_not_stated(text: str) -> None:
    assert acts(text) == set()


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Le représentant de l'État reçoit l'acte.", "prefet"),
        ("La préfecture de région instruit.", "prefet de region"),
        ("Matignon tranche.", "premier ministre"),
        ("Le quai d'Orsay finance.", "ministre des affaires etrangeres"),
        ("Le président du conseil départemental signe.", "executif"),
        ("L'assemblée délibérante vote.", "organe deliberant"),
        ("La chambre régionale des comptes contrôle.", "cour des comptes"),
        ("Le tribunal administratif juge.", "juge administratif"),
        ("Le comptable public paie.", "comptable"),
        ("Le wali autorise.", "tutelle"),
        ("La CNCD recense.", "commission nationale"),
    ],
)
def test_authority_is_known_by_its_many_names(text: str, authority: str) -> None:
    assert authority in named(text)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("La décision revient à l'association.", "association"),
        ("Le dossier est transmis au comité.", "comite"),
        ("L'aide est votée par le bureau.", "bureau"),
        ("C'est au directeur de le faire.", "directeur"),
        ("Le comité choisit les lauréats.", "comite"),
    ],
)
def test_any_body_counts_where_the_sentence_makes_it_act(text: str, body: str) -> None:
    assert body in named(text)


def test_body_that_does_not_act_is_not_named() -> None:
    assert named("Une association de la ville voyage avec un réseau.") == set()


def test_narrower_name_may_be_of_the_wider_authority() -> None:
    assert is_same_authority("prefet", "prefet de region")
    assert is_same_authority("prefet", "prefet")
    assert not is_same_authority("prefet de region", "prefet de departement")
    assert not is_same_authority("executif", "organe deliberant")


def test_authority_that_opens_a_clause_is_the_one_who_acts() -> None:
    assert opening_authority("Le préfet dispose de deux mois.") == "prefet"
    assert opening_authority("Deux mois sont donnés au préfet.") == ""
