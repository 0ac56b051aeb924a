package io.leaddispatcher.web.list;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of a list while it is put together; whatever a value holds, it stays a value. */
public final class ListAddress {

    private final UriComponentsBuilder address;

    private ListAddress(String path) {
        this.address = UriComponentsBuilder.fromPath(path);
    }

    public static ListAddress of(String path) {
        return new ListAddress(path);
    }

    /**
     * @param value null: it is left out
     */
    public ListAddress with(String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
        return this;
    }

    public ListAddress with(Map<String, ?> more) {
        more.forEach(this::with);
        return this;
    }

    public String text() {
        return address.encode().build().toUriString();
    }

    /** Back to a list after an act. */
    public static Rendering back(String address) {
        return Rendering.redirectTo(address).status(HttpStatus.SEE_OTHER).build();
    }
}
