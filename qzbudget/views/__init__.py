"""The amounts of a document in another classification: of government, by function (COFOG), by economic type (GFSM)."""
