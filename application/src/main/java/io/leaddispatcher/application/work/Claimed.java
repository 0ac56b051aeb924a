package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.routing.Ruling;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of those that claim a lead equally well somebody says that it belongs to. */
sealed interface Claimed {

    record ByTerritory(TerritoryKey territory) implements Claimed {}

    record ByAccount(AccountKey account) implements Claimed {}

    /**
     * By the account that this owner has.
     *
     * @param owner as accounts name it, which need be nobody's key
     */
    record ByOwner(String owner) implements Claimed {}

    /** Empty when it is not said, or wrong. */
    static Optional<Claimed> read(Part part) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        TerritoryKey territory = ActBody.key(part, "territory", TerritoryKey::new);
        AccountKey account = ActBody.key(part, "account", AccountKey::new);
        String owner = part.text("owner").orElse(null);
        part.refuseUnknown();
        List<Claimed> said =
                Stream.<@Nullable Claimed>of(
                                territory == null ? null : new ByTerritory(territory),
                                account == null ? null : new ByAccount(account),
                                owner == null ? null : new ByOwner(owner))
                        .flatMap(Stream::ofNullable)
                        .toList();
        if (said.size() != 1) {
            part.violation(MALFORMED, "must be exactly one of territory, account, owner");
            return Optional.empty();
        }
        return Optional.of(said.getFirst());
    }

    /** Fails when it is none of those that claim the lead. */
    default Ruling among(LeadTurn turn) {
        return switch (this) {
            case ByTerritory(var key) -> {
                claims("/as/territory", turn.territories().contains(key), key);
                yield new Ruling(key, null);
            }
            case ByAccount(var key) -> {
                claims(
                        "/as/account",
                        turn.accounts().stream().anyMatch(account -> account.key().equals(key)),
                        key);
                yield new Ruling(null, key);
            }
            case ByOwner(var owner) ->
                    turn.accounts().stream()
                            .filter(account -> owner.equals(account.owner()))
                            .findFirst()
                            .map(Account::key)
                            .map(key -> new Ruling(null, key))
                            .orElseThrow(() -> none("/as/owner", owner));
        };
    }

    private static void claims(String pointer, boolean claims, Object key) {
        if (!claims) {
            throw none(pointer, key);
        }
    }

    private static InvalidInputException none(String pointer, Object key) {
        return new InvalidInputException(
                pointer,
                CONFLICT,
                "'%s' is none of those that claim the lead equally well".formatted(key));
    }
}
