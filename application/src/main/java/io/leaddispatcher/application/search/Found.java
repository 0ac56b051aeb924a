package io.leaddispatcher.application.search;

/**
 * Something with a name.
 *
 * @param key as documents and rules name it; of a rule its id
 * @param detail what tells it from others of the same name: of a rep the address, of a rule its
 *     tier, of a connection its type; empty when there is nothing to tell
 * @param within of a rule the kind of its policy, as addresses spell it; empty for all else
 */
public record Found(Thing thing, String key, String name, String detail, String within) {}
