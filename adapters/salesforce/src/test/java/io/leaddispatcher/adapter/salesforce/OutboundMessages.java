package io.leaddispatcher.adapter.salesforce;

import java.util.Map;

/** Outbound messages as Salesforce sends them. */
public final class OutboundMessages {

    private OutboundMessages() {}

    /**
     * @param recordsByNotification the id of a lead or contact by that of its notification
     */
    public static String message(String organization, Map<String, String> recordsByNotification) {
        StringBuilder all = new StringBuilder();
        recordsByNotification.forEach((notification, record) ->
                all.append(
                        """
                        <Notification><Id>%s</Id>
                         <sObject xsi:type="sf:%s" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
                          <sf:Id>%s</sf:Id><sf:Email>ana@example.test</sf:Email>
                         </sObject></Notification>
                        """
                                .formatted(
                                        notification,
                                        record.startsWith("003") ? "Contact" : "Lead",
                                        record)));
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
         <soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound">
          <OrganizationId>%s</OrganizationId><ActionId>04k5g000000DEMOAAA</ActionId>
          <SessionId xsi:nil="true"/>
          <EnterpriseUrl>https://demo.my.salesforce.com/services/Soap/c/62.0</EnterpriseUrl>
          <PartnerUrl>https://demo.my.salesforce.com/services/Soap/u/62.0</PartnerUrl>
          %s
         </notifications></soapenv:Body>
        </soapenv:Envelope>
        """
                .formatted(organization, all);
    }
}
