package io.leaddispatcher.infra.start;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.application.workspace.CreateWorkspace.Outcome;
import io.leaddispatcher.application.workspace.WorkspaceCharter;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.infra.failure.CannotStartException;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Creates the workspace that {@code dispatcher.bootstrap} names where it is not there yet. It is
 * done before the first request is taken.
 */
@Component
final class Bootstrap implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PREFIX = "dispatcher.bootstrap.";
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "/slug", "tenant",
                    "/name", "tenant",
                    "/ownerName", "owner-email",
                    "/ownerEmail", "owner-email",
                    "/ownerPassword", "owner-password",
                    "/apiToken", "api-token");

    private final CreateWorkspace createWorkspace;
    private final DispatcherSettings settings;

    Bootstrap(CreateWorkspace createWorkspace, DispatcherSettings settings) {
        this.createWorkspace = createWorkspace;
        this.settings = settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        WorkspaceCharter first = first(settings.bootstrap());
        if (first != null) {
            create(first);
        }
    }

    private void create(WorkspaceCharter charter) {
        Outcome outcome;
        try {
            outcome =
                    Objects.requireNonNull(
                            createWorkspace.handle(charter).block(PATIENCE), "no outcome");
        } catch (InvalidInputException e) {
            throw new CannotStartException(sentence(e.violations()), e);
        }
        switch (outcome) {
            case Outcome.Created(var tenant) ->
                    LOG.info("workspace '{}' created as tenant {}", charter.slug(), tenant);
            case Outcome.AlreadyThere(var tenant) ->
                    LOG.info("workspace '{}' is there, tenant {}", charter.slug(), tenant);
        }
    }

    private static String sentence(List<Violation> violations) {
        return violations.stream()
                .map(each ->
                        PREFIX
                                + PROPERTIES.getOrDefault(each.pointer(), each.pointer())
                                + " "
                                + each.message())
                .collect(Collectors.joining("; "));
    }

    /** Null when none is wanted. */
    private static @Nullable WorkspaceCharter first(DispatcherSettings.Bootstrap wanted) {
        String tenant = wanted.tenant();
        if (tenant == null) {
            if (Stream.of(wanted.ownerEmail(), wanted.ownerPassword(), wanted.apiToken())
                    .anyMatch(Objects::nonNull)) {
                throw new CannotStartException(
                        PREFIX
                                + "tenant must name the workspace when other bootstrap settings are given");
            }
            return null;
        }
        // Only a workspace that is still to be created needs them; the charter says so then.
        String email = Objects.requireNonNullElse(wanted.ownerEmail(), "");
        String token = wanted.apiToken();
        return new WorkspaceCharter(
                tenant,
                tenant,
                email,
                nameOf(email, tenant),
                new Secret(Objects.requireNonNullElse(wanted.ownerPassword(), "")),
                token == null ? null : new Secret(token),
                ZoneOffset.UTC,
                false);
    }

    private static String nameOf(String email, String tenant) {
        int at = email.indexOf('@');
        String name = at > 0 ? email.substring(0, at).strip() : "";
        return name.isEmpty() ? tenant : name;
    }
}
