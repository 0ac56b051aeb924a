package io.leaddispatcher.adapter.rest.description;

import io.leaddispatcher.application.apidescription.port.ApiDescription;
import java.util.Collections;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The document as the files tell it, read once. */
@Component
final class OpenApiDescription implements ApiDescription {

    private final Map<String, Object> document;

    OpenApiDescription() {
        Map<String, Object> read = DescriptionFiles.read();
        CommonAnswers.add(read);
        document = Collections.unmodifiableMap(read);
    }

    @Override
    public Map<String, Object> document() {
        return document;
    }
}
