package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmFields.CrmField;
import io.leaddispatcher.domain.field.FieldType;

/** Whether a field of a CRM can be read as one of ours. */
public enum FieldFit {
    /** Each value is one. */
    FITS,
    /** Values that are none are left out. */
    IF_IT_LOOKS_SO,
    /** No value is one. */
    NEVER,
    /** The CRM has no such field, or did not say. */
    UNKNOWN;

    static FieldFit of(FieldType ours, CrmField theirs) {
        return switch (ours) {
            case TEXT, LIST -> FITS;
            case NUMBER ->
                    switch (theirs.type()) {
                        case NUMBER -> FITS;
                        case TEXT, CHOICE, OTHER -> IF_IT_LOOKS_SO;
                        case BOOLEAN, DATE, DATETIME, CHOICES -> NEVER;
                    };
            case BOOLEAN ->
                    switch (theirs.type()) {
                        case BOOLEAN -> FITS;
                        case TEXT, CHOICE, OTHER -> IF_IT_LOOKS_SO;
                        case NUMBER, DATE, DATETIME, CHOICES -> NEVER;
                    };
            case DATE, DATETIME ->
                    switch (theirs.type()) {
                        case DATE, DATETIME -> FITS;
                        case TEXT, OTHER -> IF_IT_LOOKS_SO;
                        case NUMBER, BOOLEAN, CHOICE, CHOICES -> NEVER;
                    };
            case GEO -> NEVER;
        };
    }
}
