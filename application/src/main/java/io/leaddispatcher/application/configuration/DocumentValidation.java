package io.leaddispatcher.application.configuration;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.named.ListKey;
import io.leaddispatcher.domain.named.NamedList;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.ConditionReader;
import io.leaddispatcher.domain.policy.PolicyReader;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.segment.Segment;
import io.leaddispatcher.domain.segment.SegmentKey;
import io.leaddispatcher.domain.sequence.Sequence;
import io.leaddispatcher.domain.sla.SlaPolicy;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import io.leaddispatcher.domain.template.MailTemplate;
import io.leaddispatcher.domain.template.MailVariables;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the domain read a document and tells what is wrong with it. The one place that knows which
 * type of the domain reads which kind of document.
 */
public final class DocumentValidation {

    private DocumentValidation() {}

    /** Everything that is wrong with a configuration document; empty when it may be kept. */
    public static List<Violation> of(
            ConfigurationKind kind, String key, Map<String, ?> document, KnownConfiguration known) {
        Violations violations = new Violations();
        Part root = Part.root(document, violations);
        Predicate<RepKey> rep = each -> known.knows(ConfigurationKind.REP, each.value());
        Predicate<TeamKey> team = each -> known.knows(ConfigurationKind.TEAM, each.value());
        Predicate<TemplateKey> template =
                each -> known.knows(ConfigurationKind.TEMPLATE, each.value());
        switch (kind) {
            case FIELD -> FieldDefinition.read(key, root);
            case TEAM -> Team.read(new TeamKey(key), root, rep);
            case REP -> Rep.read(new RepKey(key), root, rep);
            case POOL ->
                    Pool.read(
                            new PoolKey(key),
                            root,
                            rep,
                            path -> known.catalogue().typeOf(path).isPresent());
            case QUEUE -> Queue.read(new QueueKey(key), root, team, template);
            case TERRITORY -> territory(new TerritoryKey(key), document, root, known);
            case SEGMENT ->
                    Segment.read(
                            new SegmentKey(key),
                            root,
                            new ConditionReader(known.references())::read,
                            Condition.ALWAYS);
            case SLA_POLICY -> SlaPolicy.read(new SlaPolicyKey(key), root);
            case TEMPLATE ->
                    MailTemplate.read(
                            new TemplateKey(key), root, new MailVariables(known.catalogue()));
            case SEQUENCE -> Sequence.read(new SequenceKey(key), root, template);
            case ACCOUNT -> account(new AccountKey(key), root, known);
            case LIST -> NamedList.read(new ListKey(key), root);
        }
        return violations.list();
    }

    /** Everything that is wrong with a routing policy. */
    public static List<Violation> ofPolicy(Map<String, ?> document, KnownConfiguration known) {
        Violations violations = new Violations();
        PolicyReader.read(Part.root(document, violations), known.references());
        return violations.list();
    }

    /** Likewise, with a routing policy that is to be saved; see {@link SavingLimits}. */
    public static List<Violation> policyToSave(Map<String, ?> document, KnownConfiguration known) {
        List<Violation> violations = ofPolicy(document, known);
        return violations.isEmpty() ? SavingLimits.ofPolicy(document) : violations;
    }

    private static void territory(
            TerritoryKey key, Map<String, ?> document, Part root, KnownConfiguration known) {
        Territory.read(key, root)
                .filter(_ -> root.violations().isEmpty())
                .ifPresent(territory ->
                        known.territories(territory, document)
                                .check(
                                        key,
                                        account ->
                                                known.knows(
                                                        ConfigurationKind.ACCOUNT, account.value()),
                                        root.violations()));
    }

    private static void account(AccountKey key, Part root, KnownConfiguration known) {
        Optional<Account> read = Account.read(key, root);
        read.map(Account::parent)
                .filter(parent -> !known.knows(ConfigurationKind.ACCOUNT, parent.value()))
                .ifPresent(parent ->
                        root.violations()
                                .add(
                                        root.child("parent"),
                                        Violation.Code.UNKNOWN_REFERENCE,
                                        "there is no account '%s'".formatted(parent)));
        read.map(account -> account.circle(known::parentOf))
                .filter(circle -> !circle.isEmpty())
                .ifPresent(circle ->
                        root.violations()
                                .add(
                                        root.child("parent"),
                                        Violation.Code.CONFLICT,
                                        "the account would be above itself: "
                                                + circle.stream()
                                                        .map(AccountKey::value)
                                                        .collect(Collectors.joining(" \u2192 "))));
    }

    /** The accounts that a document names. */
    static Set<String> accountsNamedBy(ConfigurationKind kind, Map<String, ?> document) {
        return switch (kind) {
            case TERRITORY -> keys(document.get("accounts"));
            case ACCOUNT -> keys(document.get("parent"));
            default -> Set.of();
        };
    }

    private static Set<String> keys(@Nullable Object value) {
        List<?> items = value instanceof List<?> list ? list : Collections.singletonList(value);
        Set<String> found = new HashSet<>();
        for (Object item : items) {
            // What is no key names no account, and need not be one that the database takes.
            if (item instanceof String text && Key.isValid(text.strip())) {
                found.add(text.strip());
            }
        }
        return found;
    }
}
