package io.leaddispatcher.domain.territory;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All territories of one tenant, ready to say where a lead belongs. */
public final class Territories {

    private final ImmutableMap<TerritoryKey, Territory> byKey;
    private final ImmutableSetMultimap<Claim, Territory> byClaim;
    private final PostalRanges ranges;

    private Territories(Map<TerritoryKey, Territory> territories) {
        byKey = ImmutableMap.copyOf(territories);
        ImmutableSetMultimap.Builder<Claim, Territory> claims = ImmutableSetMultimap.builder();
        List<PostalRanges.Entry> found = new ArrayList<>();
        for (Territory territory : byKey.values()) {
            for (Claim claim : territory.claims().values()) {
                claims.put(claim, territory);
                if (claim instanceof Claim.OfRange range) {
                    found.add(new PostalRanges.Entry(range, territory));
                }
            }
        }
        byClaim = claims.build();
        ranges = new PostalRanges(found);
    }

    /** Those that are kept: {@link #check} has let each of them in. */
    public static Territories of(Collection<Territory> territories) {
        Map<TerritoryKey, Territory> sorted = new LinkedHashMap<>();
        territories.stream()
                .sorted(Comparator.comparing(Territory::key))
                .forEach(territory -> sorted.put(territory.key(), territory));
        return new Territories(sorted);
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    public Optional<Territory> find(TerritoryKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The same with a new territory, or with another version of a known one. */
    public Territories with(Territory territory) {
        Map<TerritoryKey, Territory> all = new LinkedHashMap<>(byKey);
        all.put(territory.key(), territory);
        return of(all.values());
    }

    /**
     * Names what speaks against one of these territories: its parent is not known or is inside it,
     * an account is not known, or an unrelated territory claims the same. Pointers are those of its
     * document.
     */
    public void check(TerritoryKey key, Predicate<AccountKey> accounts, Violations violations) {
        Territory changed = byKey.get(key);
        if (changed == null) {
            throw new IllegalArgumentException("territory %s is not one of these".formatted(key));
        }
        changed.parent()
                .filter(parent -> !byKey.containsKey(parent))
                .ifPresent(parent ->
                        violations.add(
                                "/parent",
                                UNKNOWN_REFERENCE,
                                "there is no territory '%s'".formatted(parent)));
        if (isInside(changed, changed)) {
            violations.add(
                    "/parent", CONFLICT, "territory %s would be inside itself".formatted(changed));
            return;
        }
        changed.claims()
                .forEach((pointer, claim) -> {
                    if (claim instanceof Claim.OfAccount(AccountKey account)
                            && !accounts.test(account)) {
                        violations.add(
                                pointer,
                                UNKNOWN_REFERENCE,
                                "there is no account '%s'".formatted(account));
                    }
                    rival(changed, claim)
                            .ifPresent(
                                    rival -> conflict(pointer, changed, rival, claim, violations));
                });
        // Whoever moves takes those inside along, away from territories that they were inside of.
        byKey.values().stream()
                .filter(inner -> isInside(inner, changed))
                .forEach(inner ->
                        inner.claims()
                                .values()
                                .forEach(claim ->
                                        rival(inner, claim)
                                                .ifPresent(rival ->
                                                        conflict(
                                                                "/parent",
                                                                inner,
                                                                rival,
                                                                claim,
                                                                violations))));
    }

    /**
     * The most specific territory of a lead, then all that it is inside of; none when unclaimed.
     */
    public List<TerritoryKey> resolve(Lead lead, @Nullable AccountKey account) {
        List<Territory> hits = hits(lead, account);
        if (hits.isEmpty()) {
            return List.of();
        }
        Territory best = hits.removeFirst();
        for (Territory inner = inner(hits, best); inner != null; inner = inner(hits, best)) {
            hits.remove(inner);
            best = inner;
        }
        return outwards(best);
    }

    /**
     * Likewise, where a person has said to which of those the lead belongs that claim it equally
     * closely.
     *
     * @param chosen null: nobody has said; another than those counts for nothing
     */
    public List<TerritoryKey> resolve(
            Lead lead, @Nullable AccountKey account, @Nullable TerritoryKey chosen) {
        Territory found =
                chosen != null && rivals(lead, account).contains(chosen) ? byKey.get(chosen) : null;
        return found == null ? resolve(lead, account) : outwards(found);
    }

    private List<TerritoryKey> outwards(Territory inner) {
        ImmutableList.Builder<TerritoryKey> keys = ImmutableList.builder();
        keys.add(inner.key());
        around(inner).forEach(outer -> keys.add(outer.key()));
        return keys.build();
    }

    /**
     * The territories that claim a lead as closely as any other does, and of which none is inside
     * another, by key: a postal code that begins as one says and lies in a range of another. Empty
     * when there is no doubt.
     */
    public List<TerritoryKey> rivals(Lead lead, @Nullable AccountKey account) {
        List<Territory> closest = new ArrayList<>();
        int most = 0;
        for (Territory hit : new LinkedHashSet<>(hits(lead, account))) {
            int closeness = hit.closeness(lead, account);
            if (closeness > most) {
                most = closeness;
                closest = new ArrayList<>(List.of(hit));
            } else if (closeness == most) {
                closest.add(hit);
            }
        }
        List<Territory> claiming = closest;
        List<TerritoryKey> rivals =
                claiming.stream()
                        .filter(one ->
                                claiming.stream()
                                        .noneMatch(other ->
                                                isInside(one, other) || isInside(other, one)))
                        .map(Territory::key)
                        .sorted()
                        .toList();
        return rivals.size() < 2 ? List.of() : rivals;
    }

    /**
     * Where rivals meet: a beginning of postal codes that one territory claims and that lies in a
     * range as long of another, neither being inside the other. By place. {@link #check} lets them
     * in, since only the leads of such a place need somebody who decides.
     */
    public List<Contest> contests() {
        List<Contest> contests = new ArrayList<>();
        byClaim.forEach((claim, claimant) -> {
            if (claim instanceof Claim.OfPrefix(var country, var prefix)) {
                ranges.holdingByOneAsLong(country, prefix).stream()
                        .filter(other -> other != claimant)
                        .filter(other -> !isInside(other, claimant) && !isInside(claimant, other))
                        .map(other ->
                                new Contest(country, prefix, List.of(claimant.key(), other.key())))
                        .forEach(contests::add);
            }
        });
        return contests.stream()
                .distinct()
                .sorted(Comparator.comparing(Contest::country).thenComparing(Contest::postalCode))
                .toList();
    }

    /** Each territory that claims anything, with where its leads come from, by key. */
    public List<TerritoryReach> reaches() {
        return byKey.values().stream()
                .filter(territory -> !territory.claims().isEmpty())
                .map(territory ->
                        TerritoryReach.of(
                                territory,
                                Stream.concat(Stream.of(territory), around(territory).stream())
                                        .map(Territory::key)
                                        .distinct()
                                        .toList()))
                .toList();
    }

    /** Whoever claims the lead, the most specific claim first. */
    private List<Territory> hits(Lead lead, @Nullable AccountKey account) {
        List<Territory> hits = new ArrayList<>();
        if (account != null) {
            hits.addAll(byClaim.get(new Claim.OfAccount(account)));
        }
        String country = lead.text("company.country").orElse("");
        String code = lead.text("company.postalCode").map(PostalCode::normal).orElse("");
        for (int length = code.length(); length > 0; length--) {
            hits.addAll(byClaim.get(new Claim.OfPrefix(country, code.substring(0, length))));
        }
        hits.addAll(ranges.holding(country, code));
        // A state of another country is left from before the lead moved.
        lead.text("company.state")
                .filter(state -> state.startsWith(country + "-"))
                .ifPresent(state -> hits.addAll(byClaim.get(new Claim.OfState(state))));
        hits.addAll(byClaim.get(new Claim.OfCountry(country)));
        return hits;
    }

    private @Nullable Territory inner(List<Territory> hits, Territory outer) {
        return hits.stream().filter(hit -> isInside(hit, outer)).findFirst().orElse(null);
    }

    private Optional<Territory> rival(Territory territory, Claim claim) {
        Stream<Territory> claimants =
                claim instanceof Claim.OfRange range
                        ? ranges.rivals(range)
                        : byClaim.get(claim).stream();
        return claimants
                .filter(other -> other != territory)
                .filter(other -> !isInside(other, territory) && !isInside(territory, other))
                .findFirst();
    }

    private static void conflict(
            String pointer, Territory one, Territory rival, Claim claim, Violations violations) {
        violations.add(
                pointer,
                CONFLICT,
                "territories %s and %s both claim %s, and neither is inside the other"
                        .formatted(one, rival, claim));
    }

    private boolean isInside(Territory inner, Territory outer) {
        return around(inner).contains(outer);
    }

    /** The territories around one, from the inside out; with itself only when they form a ring. */
    private Set<Territory> around(Territory territory) {
        Set<Territory> around = new LinkedHashSet<>();
        Territory outer = parent(territory);
        while (outer != null && around.add(outer)) {
            outer = parent(outer);
        }
        return around;
    }

    private @Nullable Territory parent(Territory territory) {
        return territory.parent().map(byKey::get).orElse(null);
    }
}
