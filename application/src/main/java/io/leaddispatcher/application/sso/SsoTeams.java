package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Puts members into the team that the mapping names. A team is made of reps: whoever is none yet
 * becomes the rep with their address, a new one if need be. Nobody is taken out of a team. Called
 * inside a unit of work.
 */
public final class SsoTeams {

    private static final String MEMBERS = "members";
    private static final int LONGEST_STEM = 50;

    private final ConfigurationDocuments documents;
    private final DocumentBatch batch;

    public SsoTeams(ConfigurationDocuments documents, ActivePolicies policies, AuditTrail trail) {
        this.documents = documents;
        this.batch = new DocumentBatch(documents, policies, trail);
    }

    /** Answers the rep that the member is from now on, if any. */
    Mono<Optional<String>> place(TenantId tenant, MemberView member, @Nullable String team) {
        Optional<String> already = Optional.ofNullable(member.rep());
        if (team == null) {
            return Mono.just(already);
        }
        return documents
                .find(tenant, ConfigurationKind.TEAM, team)
                .flatMap(found ->
                        member.rep() != null && names(found.document()).contains(member.rep())
                                ? Mono.just(already)
                                : join(tenant, member, team))
                // A team that was deleted since takes nobody in, and keeps nobody out.
                .defaultIfEmpty(already);
    }

    private Mono<Optional<String>> join(TenantId tenant, MemberView member, String team) {
        return documents
                .lock(tenant)
                .then(documents.find(tenant, ConfigurationKind.TEAM, team))
                .zipWhen(_ -> documents.all(tenant, ConfigurationKind.REP).collectList())
                .flatMap(found -> {
                    Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted =
                            new EnumMap<>(ConfigurationKind.class);
                    String rep = rep(member, found.getT2(), wanted);
                    var joined = with(found.getT1().document(), rep);
                    wanted.put(ConfigurationKind.TEAM, new TreeMap<>(Map.of(team, joined)));
                    return batch.check(tenant, wanted, Map.of())
                            .flatMap(changes -> batch.save(Caller.system(tenant), changes))
                            .thenReturn(Optional.of(rep));
                });
    }

    /** The key of the rep that the member is; a new one is put among what is wanted. */
    private static String rep(
            MemberView member,
            List<StoredDocument> reps,
            Map<ConfigurationKind, SortedMap<String, Map<String, ?>>> wanted) {
        Set<String> keys = reps.stream().map(StoredDocument::key).collect(Collectors.toSet());
        if (member.rep() != null && keys.contains(member.rep())) {
            return member.rep();
        }
        return reps.stream()
                .filter(each ->
                        member.email()
                                .equalsIgnoreCase(String.valueOf(each.document().get("email"))))
                .map(StoredDocument::key)
                .findFirst()
                .orElseGet(() -> {
                    String key = freeKey(member.email(), keys);
                    wanted.put(
                            ConfigurationKind.REP,
                            new TreeMap<>(
                                    Map.of(
                                            key,
                                            Map.of(
                                                    "name",
                                                    member.name(),
                                                    "email",
                                                    member.email()))));
                    return key;
                });
    }

    private static String freeKey(String email, Set<String> taken) {
        String local =
                email.substring(0, Math.max(email.indexOf('@'), 0))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        String stem =
                local.isEmpty()
                        ? "rep"
                        : local.substring(0, Math.min(local.length(), LONGEST_STEM));
        String key = stem;
        for (int i = 2; taken.contains(key); i++) {
            key = stem + "-" + i;
        }
        return key;
    }

    private static Map<String, ?> with(Map<String, ?> team, String rep) {
        List<Object> members = new ArrayList<>(names(team));
        if (!members.contains(rep)) {
            members.add(rep);
        }
        Map<String, Object> joined = new LinkedHashMap<>(team);
        joined.put(MEMBERS, members);
        return joined;
    }

    private static List<?> names(Map<String, ?> team) {
        return team.get(MEMBERS) instanceof List<?> members ? members : List.of();
    }
}
