package io.leaddispatcher.adapter.postgres.encryption;

/** The columns that hold what leads say. */
public enum EncryptedColumn {
    LEAD_DOCUMENT("lead/%s/document"),
    EVENT_RAW("event/%s/raw"),
    EVENT_BODY("event/%s/body"),
    EVENT_OUTCOME("event/%s/outcome"),
    RUN_TRACE("run/%s/trace");

    private final String place;

    EncryptedColumn(String place) {
        this.place = place;
    }

    /** What a ciphertext belongs to: in another row or column it is useless. */
    String of(Object row) {
        return place.formatted(row);
    }
}
