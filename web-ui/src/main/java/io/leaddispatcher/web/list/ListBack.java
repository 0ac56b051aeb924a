package io.leaddispatcher.web.list;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The list from which somebody has acted, of an address that the form has brought back. Whatever
 * somebody writes into the form, it leads nowhere else.
 */
public final class ListBack {

    private ListBack() {}

    /**
     * @param address of the list, as the page knew it
     * @param path of the list
     * @param parameters those that it knows
     */
    public static ListAddress to(@Nullable String address, String path, List<String> parameters) {
        var asked = parameters(address);
        var back = ListAddress.of(path);
        for (String parameter : parameters) {
            back.with(parameter, asked.getFirst(parameter));
        }
        return back;
    }

    /** What an address asks for; nothing, when it is none. */
    public static MultiValueMap<String, String> parameters(@Nullable String address) {
        var parameters = new LinkedMultiValueMap<String, String>();
        try {
            UriComponentsBuilder.fromUriString(address == null ? "" : address)
                    .build()
                    .getQueryParams()
                    .forEach((name, values) ->
                            values.stream()
                                    .filter(value -> value != null)
                                    .map(value -> UriUtils.decode(value, StandardCharsets.UTF_8))
                                    .forEach(value -> parameters.add(name, value)));
        } catch (IllegalArgumentException _) {
            parameters.clear();
        }
        return parameters;
    }
}
