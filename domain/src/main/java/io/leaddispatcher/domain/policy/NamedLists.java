package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.named.ListKey;

/** The tenant's named lists, as conditions ask for them. */
@FunctionalInterface
public interface NamedLists {

    /**
     * Whether a text is on a list; no list, no text.
     *
     * @param foldedText as {@link io.leaddispatcher.domain.field.TextFolding#fold} gives it
     */
    boolean contains(ListKey list, String foldedText);
}
