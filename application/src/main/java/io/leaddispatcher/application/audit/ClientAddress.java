package io.leaddispatcher.application.audit;

import java.util.Optional;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * From which address a request came. It travels with the pipeline, so that no use case has to carry
 * it; what no request has caused has none.
 */
public final class ClientAddress {

    private static final Object KEY = ClientAddress.class;

    private ClientAddress() {}

    public static Context put(Context context, String address) {
        return context.put(KEY, address);
    }

    /** For what is written down now, and was done before by somebody from elsewhere. */
    public static Context none(Context context) {
        return context.delete(KEY);
    }

    public static Optional<String> of(ContextView context) {
        return context.getOrEmpty(KEY);
    }
}
