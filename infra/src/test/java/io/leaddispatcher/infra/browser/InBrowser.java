package io.leaddispatcher.infra.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One program and one browser for all tests that ask for them; both end with the last test. */
final class InBrowser implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(InBrowser.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == DemoProgram.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        // Each class is a run of its own where classes are dealt out to several JVMs.
        var store = test.getStore(StoreScope.LAUNCHER_SESSION, OURS);
        return parameter.getParameter().getType() == DemoProgram.class
                ? store.computeIfAbsent(DemoProgram.class, _ -> new DemoProgram())
                : store.computeIfAbsent(Chromium.class, _ -> new Chromium());
    }
}
