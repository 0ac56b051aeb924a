package io.leaddispatcher.infra.access;

import io.leaddispatcher.adapter.oidc.provider.RunningProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One program, and one identity provider, for all tests that ask; they end with the last test. */
final class InProgram implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(InProgram.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == AccessProgram.class
                || parameter.getParameter().getType() == RunningProvider.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        // Each class is a run of its own where classes are dealt out to several JVMs.
        var store = test.getStore(StoreScope.LAUNCHER_SESSION, OURS);
        return parameter.getParameter().getType() == AccessProgram.class
                ? store.computeIfAbsent(AccessProgram.class, _ -> new AccessProgram())
                : store.computeIfAbsent(RunningProvider.class, _ -> RunningProvider.start());
    }
}
