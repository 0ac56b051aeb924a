package io.leaddispatcher.domain.field;

/** The types a field of a lead can have. */
public enum FieldType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    DATETIME,
    LIST,
    GEO
}
