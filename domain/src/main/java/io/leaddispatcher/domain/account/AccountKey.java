package io.leaddispatcher.domain.account;

import io.leaddispatcher.domain.document.Key;

/** The key of an account, unique in its tenant. */
public record AccountKey(String value) implements Comparable<AccountKey> {

    public AccountKey {
        Key.require(value);
    }

    @Override
    public int compareTo(AccountKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
