package io.leaddispatcher.infra.demo;

import io.leaddispatcher.adapter.rest.body.DocumentParser;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.demo.DemoAccounts;
import io.leaddispatcher.application.policy.PublishPolicy;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The demo's reps, pools, territories, accounts and policy. The policy comes last: with it the demo
 * is complete.
 */
final class DemoDescription {

    private final PutConfiguration put;
    private final SaveDraft saveDraft;
    private final PublishPolicy publish;
    private final ShowPolicyVersion show;
    private final ConfigurationDocuments stored;
    private final UnitOfWork unitOfWork;

    DemoDescription(
            PutConfiguration put,
            SaveDraft saveDraft,
            PublishPolicy publish,
            ShowPolicyVersion show,
            ConfigurationDocuments stored,
            UnitOfWork unitOfWork) {
        this.put = put;
        this.saveDraft = saveDraft;
        this.publish = publish;
        this.show = show;
        this.stored = stored;
        this.unitOfWork = unitOfWork;
    }

    /** Does nothing when the policy has been published already. */
    Mono<Void> apply(Caller caller) {
        return show.handle(new ShowPolicyVersion.Query(caller, PolicyKind.LEAD, null))
                .filter(active -> active.version() < 2)
                .flatMap(_ -> describe(caller));
    }

    private Mono<Void> describe(Caller caller) {
        Map<?, ?> workspace = workspace();
        Mono<Void> documents =
                Flux.fromArray(ConfigurationKind.values())
                        .sort(Comparator.comparingInt(DemoDescription::order))
                        .concatMap(kind -> section(caller, kind, workspace.get(kind.pathName())))
                        .then();
        return documents
                .then(accounts(caller))
                .then(Mono.defer(() -> publish(caller, workspace.get("policy"))));
    }

    /** Three hundred in one transaction: one by one they would each check the whole workspace. */
    private Mono<Void> accounts(Caller caller) {
        return unitOfWork.run(
                caller.tenant(),
                stored.lock(caller.tenant())
                        .then(stored.advanceLookUps(caller.tenant()))
                        .flatMapMany(version ->
                                Flux.range(0, DemoAccounts.COUNT)
                                        .map(DemoAccounts::account)
                                        .concatMap(account ->
                                                stored.save(
                                                        caller.tenant(),
                                                        ConfigurationKind.ACCOUNT,
                                                        new StoredDocument(
                                                                account.key(),
                                                                account.document(),
                                                                version))))
                        .then());
    }

    /** Reps before teams, teams and templates before queues: what is named must be there. */
    private static int order(ConfigurationKind kind) {
        return switch (kind) {
            case FIELD -> 0;
            case REP -> 1;
            case TEAM, TEMPLATE -> 2;
            case POOL, QUEUE, TERRITORY, SEGMENT, SLA_POLICY, LIST, SEQUENCE -> 3;
            case ACCOUNT -> 4;
        };
    }

    private Mono<Void> section(Caller caller, ConfigurationKind kind, @Nullable Object section) {
        return section instanceof Map<?, ?> documents
                ? Flux.fromIterable(documents.entrySet())
                        .concatMap(entry ->
                                put(
                                        caller,
                                        kind,
                                        String.valueOf(entry.getKey()),
                                        object(entry.getValue())))
                        .then()
                : Mono.empty();
    }

    private Mono<PutConfiguration.Outcome> put(
            Caller caller, ConfigurationKind kind, String key, Map<String, ?> document) {
        return put.handle(
                new PutConfiguration.Command(caller, kind, key, document, Precondition.NONE));
    }

    private Mono<Void> publish(Caller caller, @Nullable Object policy) {
        return saveDraft
                .handle(
                        new SaveDraft.Command(
                                caller, PolicyKind.LEAD, object(policy), Precondition.NONE))
                .then(
                        publish.handle(
                                new PublishPolicy.Command(
                                        caller,
                                        PolicyKind.LEAD,
                                        "Four tiers for three regions",
                                        1)))
                .then();
    }

    @SuppressWarnings("unchecked") // the parser makes objects with texts as names only
    private static Map<String, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, ?>) map;
        }
        throw new IllegalStateException("the demo's document is no object: " + value);
    }

    private static Map<?, ?> workspace() {
        try (InputStream in = new ClassPathResource("demo/workspace.yaml").getInputStream()) {
            return object(
                    DocumentParser.yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo workspace is missing", e);
        }
    }
}
