package io.leaddispatcher.domain.territory;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.States;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of the world with a name. */
public final class Territory {

    private final TerritoryKey key;
    private final String name;
    private final @Nullable TerritoryKey parent;
    private final ImmutableMap<String, Claim> claims;

    private Territory(
            TerritoryKey key,
            String name,
            @Nullable TerritoryKey parent,
            Map<String, Claim> claims) {
        this.key = key;
        this.name = name;
        this.parent = parent;
        this.claims = ImmutableMap.copyOf(claims);
    }

    /** Empty, with violations, when the document says too little. */
    public static Optional<Territory> read(TerritoryKey key, Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        document.ignore("key");
        Optional<String> name = document.requiredText("name");
        Map<String, Claim> claims = new LinkedHashMap<>();
        read(document, "accounts", claims, Territory::account);
        read(document, "postalPrefixes", claims, PostalCode::claim);
        read(document, "states", claims, Territory::state);
        read(document, "countries", claims, Territory::country);
        Optional<TerritoryKey> parent =
                document.property("parent")
                        .flatMap(part -> part.parsed(Key.ALLOWED, TerritoryKey::new));
        document.refuseUnknown();
        return name.map(text -> new Territory(key, text, parent.orElse(null), claims));
    }

    public TerritoryKey key() {
        return key;
    }

    public String name() {
        return name;
    }

    /** The territory around it; empty when there is none. */
    public Optional<TerritoryKey> parent() {
        return Optional.ofNullable(parent);
    }

    /** By the pointer of the entry in the territory's document. */
    ImmutableMap<String, Claim> claims() {
        return claims;
    }

    /** How closely it claims a lead, by the closest of its claims; 0 when by none. */
    int closeness(Lead lead, @Nullable AccountKey account) {
        return claims.values().stream()
                .mapToInt(claim -> claim.closeness(lead, account))
                .max()
                .orElse(0);
    }

    @Override
    public String toString() {
        return "'%s' (%s)".formatted(name, key);
    }

    private static void read(
            Part document,
            String list,
            Map<String, Claim> claims,
            Function<Part, Optional<Claim>> reader) {
        for (Part item : document.items(list)) {
            reader.apply(item).ifPresent(claim -> claims.put(item.pointer(), claim));
        }
    }

    private static Optional<Claim> account(Part part) {
        return part.parsed(Key.ALLOWED, AccountKey::new).map(Claim.OfAccount::new);
    }

    private static Optional<Claim> state(Part part) {
        return coded(part, text -> States.code(text, null), "must be ISO 3166-2 such as DE-BE")
                .map(Claim.OfState::new);
    }

    private static Optional<Claim> country(Part part) {
        return coded(part, Countries::code, "must be a country such as DE, DEU or its name")
                .map(Claim.OfCountry::new);
    }

    private static Optional<String> coded(
            Part part, Function<String, Optional<String>> code, String allowed) {
        return part.asText()
                .flatMap(text -> {
                    Optional<String> found = code.apply(text);
                    if (found.isEmpty()) {
                        part.violation(MALFORMED, allowed);
                    }
                    return found;
                });
    }
}
