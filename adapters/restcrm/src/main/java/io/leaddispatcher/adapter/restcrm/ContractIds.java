package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.http.PeerJson;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Ids as the contract has them. */
final class ContractIds {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}");

    private ContractIds() {}

    /** Empty when there is none, or it can be none of the contract. */
    static Optional<String> id(JsonNode object, String name) {
        return PeerJson.text(object, name).filter(ContractIds::isId);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
