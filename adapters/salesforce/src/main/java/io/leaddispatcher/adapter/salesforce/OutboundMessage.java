package io.leaddispatcher.adapter.salesforce;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What Salesforce sends when records of one kind have changed: a SOAP envelope with up to a hundred
 * notifications. Of a record only its kind and id are read: the rest is what it was when the
 * message left, and anybody who knows the address may have written it.
 *
 * @param organization as it was sent; blank when it was not
 */
record OutboundMessage(String organization, List<Notification> notifications) {

    static final String NAMESPACE = "http://soap.sforce.com/2005/09/outbound";

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String RECORDS = "urn:sobject.";

    /** Salesforce sends at most a hundred. */
    private static final int MOST_NOTIFICATIONS = 200;

    private static final int DEEPEST = 32;
    private static final XMLInputFactory FACTORY = factory();

    /**
     * A change of one record.
     *
     * @param id the same on every try to deliver it
     * @param object the kind of record, such as {@code Lead}; blank when it was not sent
     * @param record empty when the record is gone, or has no id that can be one
     */
    record Notification(String id, String object, Optional<SalesforceId> record) {}

    OutboundMessage {
        notifications = List.copyOf(notifications);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    /** Fails when it is no such message. */
    static OutboundMessage read(byte[] xml) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
        try {
            return new Reading(reader).message();
        } finally {
            reader.close();
        }
    }

    /** One message being read. */
    private static final class Reading {

        private final XMLStreamReader xml;
        private final List<Notification> notifications = new ArrayList<>();
        private String organization = "";
        private boolean isMessage;
        private int depth;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        OutboundMessage message() throws XMLStreamException {
            while (xml.hasNext()) {
                step(xml.next());
                if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                    element();
                }
            }
            if (!isMessage) {
                throw new XMLStreamException("no notifications");
            }
            return new OutboundMessage(organization, notifications);
        }

        private void element() throws XMLStreamException {
            if (depth == 1 && !is(ENVELOPE, "Envelope")) {
                throw new XMLStreamException("no SOAP envelope");
            }
            if (is(NAMESPACE, "notifications")) {
                isMessage = true;
            } else if (isMessage && is(NAMESPACE, "OrganizationId")) {
                organization = text();
            } else if (isMessage && is(NAMESPACE, "Notification")) {
                if (notifications.size() == MOST_NOTIFICATIONS) {
                    throw new XMLStreamException("too many notifications");
                }
                notifications.add(notification());
            }
        }

        private Notification notification() throws XMLStreamException {
            String id = "";
            String object = "";
            Optional<SalesforceId> record = Optional.empty();
            int outside = depth - 1;
            while (depth > outside) {
                step(xml.next());
                if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (is(NAMESPACE, "Id")) {
                    id = text();
                } else if (is(NAMESPACE, "sObject")) {
                    object = type();
                } else if (xml.getLocalName().equals("Id") && isOfRecord()) {
                    record = SalesforceId.of(text());
                }
            }
            if (id.isBlank()) {
                throw new XMLStreamException("a notification without an id");
            }
            return new Notification(id, object, record);
        }

        private boolean isOfRecord() {
            String namespace = xml.getNamespaceURI();
            return namespace != null && namespace.startsWith(RECORDS);
        }

        /** Without the prefix, which is as good as any other. */
        private String type() {
            @Nullable String type =
                    xml.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
            return type == null ? "" : type.substring(type.indexOf(':') + 1).strip();
        }

        private String text() throws XMLStreamException {
            String text = xml.getElementText().strip();
            // The reader stands at the end of the element now.
            depth--;
            return text;
        }

        private boolean is(String namespace, String name) {
            return name.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
        }

        private void step(int event) throws XMLStreamException {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        throw new XMLStreamException("too deep");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("no documents with declarations are taken");
                default -> {
                    // Text and white space between what is looked for.
                }
            }
        }
    }

    /**
     * Whether this is about something that makes leads, or the accounts that they are matched to.
     */
    static boolean isWanted(Notification notification) {
        return switch (notification.object().toLowerCase(Locale.ROOT)) {
            case "lead", "contact", "account" -> true;
            default -> false;
        };
    }
}
