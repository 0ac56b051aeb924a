package io.leaddispatcher.adapter.rest.description;

import io.leaddispatcher.application.apidescription.port.ApiDescription;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells programs what the API can do. It holds nothing of any workspace, so anybody may ask. */
@RestController
final class ApiDescriptionController {

    private final ApiDescription description;

    ApiDescriptionController(ApiDescription description) {
        this.description = description;
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> show() {
        return description.document();
    }
}
