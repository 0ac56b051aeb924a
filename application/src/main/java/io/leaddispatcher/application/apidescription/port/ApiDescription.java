package io.leaddispatcher.application.apidescription.port;

import java.util.Map;

/** What the HTTP API says of itself. */
public interface ApiDescription {

    /** An OpenAPI 3.1 document; the same for everybody, and not to be changed. */
    Map<String, Object> document();
}
