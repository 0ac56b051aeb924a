package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said about a lead in conflict: that of those who claim it equally well only
 * this claim holds. It counts for as long as the claim is one of those; what has become clear since
 * goes by what is known.
 *
 * @param territory to which it belongs; null: nothing is said of that
 * @param account whose it is; null: likewise
 */
public record Ruling(@Nullable TerritoryKey territory, @Nullable AccountKey account) {

    /** Nothing is said. */
    public static final Ruling NONE = new Ruling(null, null);

    private static final String TERRITORY = "territory";
    private static final String ACCOUNT = "account";

    /** Both; of the same thing what the other says. */
    public Ruling and(Ruling later) {
        return new Ruling(
                later.territory == null ? territory : later.territory,
                later.account == null ? account : later.account);
    }

    /** The account that was chosen, where it is one of these. */
    public Optional<Account> among(List<Account> rivals) {
        return rivals.stream().filter(rival -> rival.key().equals(account)).findFirst();
    }

    /** As it is kept; empty when nothing is said. */
    public Map<String, String> document() {
        Map<String, String> document = new LinkedHashMap<>();
        if (territory != null) {
            document.put(TERRITORY, territory.value());
        }
        if (account != null) {
            document.put(ACCOUNT, account.value());
        }
        return document;
    }

    /** Reads what {@link #document()} wrote. */
    public static Ruling read(Map<String, ?> document) {
        String territory = key(document, TERRITORY);
        String account = key(document, ACCOUNT);
        return new Ruling(
                territory == null ? null : new TerritoryKey(territory),
                account == null ? null : new AccountKey(account));
    }

    private static @Nullable String key(Map<String, ?> document, String name) {
        return document.get(name) instanceof String key && Key.isValid(key) ? key : null;
    }
}
