package io.leaddispatcher.infra;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. */
@SpringBootApplication
public class LeadDispatcher {

    public static void main(String[] args) {
        SpringApplication.run(LeadDispatcher.class, args);
    }
}
