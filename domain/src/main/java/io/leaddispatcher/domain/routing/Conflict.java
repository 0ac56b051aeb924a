package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.policy.Review;
import io.leaddispatcher.domain.policy.Review.ConflictType;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What contradicts itself in what is known of a lead, so that a person has to look at it.
 *
 * @param candidates the keys of the accounts, owners or territories between which nothing decides;
 *     at least two
 * @param why in a sentence
 */
public record Conflict(ConflictType type, List<String> candidates, String why) {

    public Conflict {
        candidates = List.copyOf(candidates);
    }

    /** The first of those that the policy looks for. Empty when nothing contradicts itself. */
    static Optional<Conflict> of(
            Review review, LeadContext context, RoutingConfiguration configuration) {
        return review.when().stream()
                .flatMap(type -> find(type, context, configuration).stream())
                .findFirst();
    }

    private static Optional<Conflict> find(
            ConflictType type, LeadContext context, RoutingConfiguration configuration) {
        return switch (type) {
            case TWO_ACCOUNTS ->
                    accounts(context)
                            .map(found ->
                                    configuration.telling().accountsTell()
                                            ? found.saying("two accounts match equally well")
                                            : found);
            case TWO_OWNERS ->
                    owners(context)
                            .map(found ->
                                    configuration.telling().accountsTell()
                                            ? found.saying(
                                                    "accounts of different owners match equally well")
                                            : found);
            case TWO_TERRITORIES ->
                    territories(context, configuration)
                            .map(found ->
                                    configuration.telling().territoriesTell()
                                            ? found.saying(
                                                    "two territories claim it equally closely")
                                            : found);
        };
    }

    /**
     * Likewise, in words that go into messages: they name nothing that tells of what is sensitive.
     */
    private Conflict saying(String discreet) {
        return new Conflict(type, candidates, discreet);
    }

    private static Optional<Conflict> accounts(LeadContext context) {
        List<Account> rivals = context.rivals();
        return rivals.size() < 2
                ? Optional.empty()
                : Optional.of(
                        new Conflict(
                                ConflictType.TWO_ACCOUNTS,
                                rivals.stream().map(account -> account.key().value()).toList(),
                                "the accounts %s match equally well"
                                        .formatted(named(rivals.stream().map(Account::name)))));
    }

    private static Optional<Conflict> owners(LeadContext context) {
        List<String> owners =
                context.rivals().stream()
                        .flatMap(account -> Stream.ofNullable(account.owner()))
                        .distinct()
                        .toList();
        return owners.size() < 2
                ? Optional.empty()
                : Optional.of(
                        new Conflict(
                                ConflictType.TWO_OWNERS,
                                owners,
                                "the accounts %s match equally well and have different owners: %s"
                                        .formatted(
                                                named(context.rivals().stream().map(Account::name)),
                                                named(owners.stream()))));
    }

    private static Optional<Conflict> territories(
            LeadContext context, RoutingConfiguration configuration) {
        Account account = context.account();
        List<String> rivals =
                configuration
                        .territories()
                        .rivals(context.lead(), account == null ? null : account.key())
                        .stream()
                        .map(TerritoryKey::value)
                        .toList();
        boolean decided =
                context.territory() != null && rivals.contains(context.territory().value());
        return rivals.size() < 2 || decided
                ? Optional.empty()
                : Optional.of(
                        new Conflict(
                                ConflictType.TWO_TERRITORIES,
                                rivals,
                                "the territories %s claim it equally closely"
                                        .formatted(named(rivals.stream()))));
    }

    private static String named(Stream<String> names) {
        return names.map("'%s'"::formatted).collect(Collectors.joining(" and "));
    }
}
