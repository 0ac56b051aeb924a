package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The fields that a form of a lead needs to know of: the workspace's own, and what is sensitive.
 */
@UseCase
public final class ListLeadFields {

    /**
     * @param key without {@code custom.}
     */
    public record OwnField(String key, String name, FieldType type) {}

    /**
     * @param own by their names
     * @param sensitive the paths of all that are, the workspace's own and others
     */
    public record Fields(List<OwnField> own, Set<String> sensitive) {
        public Fields {
            own = List.copyOf(own);
            sensitive = Set.copyOf(sensitive);
        }
    }

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;

    public ListLeadFields(UnitOfWork unitOfWork, RoutingConfigurations configurations) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
    }

    public Mono<Fields> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_OWN_LEADS);
            return unitOfWork
                    .run(caller.tenant(), configurations.current(caller.tenant()))
                    .map(snapshot -> snapshot.configuration().fields())
                    .map(fields -> new Fields(own(fields), sensitive(fields)));
        });
    }

    private static List<OwnField> own(FieldCatalogue fields) {
        return fields.paths().stream()
                .flatMap(path -> fields.definition(path).stream())
                .filter(definition -> !definition.isStandard())
                .map(ListLeadFields::of)
                .sorted(Comparator.comparing(OwnField::name).thenComparing(OwnField::key))
                .toList();
    }

    private static Set<String> sensitive(FieldCatalogue fields) {
        return fields.paths().stream()
                .filter(fields::isSensitive)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static OwnField of(FieldDefinition definition) {
        return new OwnField(definition.key(), definition.name(), definition.type());
    }
}
