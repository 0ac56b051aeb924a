package io.leaddispatcher.infra.privacy;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One program for all tests that ask for it; it ends with the last test. */
final class InPrivacyProgram implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(InPrivacyProgram.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == PrivacyProgram.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        // Each class is a run of its own where classes are dealt out to several JVMs.
        return test.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                .computeIfAbsent(PrivacyProgram.class, _ -> new PrivacyProgram());
    }
}
