/// Names of events, upper case as ``PortalEvent/name`` has them.
public enum EventName {
    /// The app was installed (api-reference/common/events/on-app-install.md).
    public static let appInstall = "ONAPPINSTALL"
    /// A new version of the app was put in; may carry a new application token (api-reference/common/events/on-app-update.md).
    public static let appUpdate = "ONAPPUPDATE"
    /// The app was removed; carries no usable tokens (api-reference/common/events/on-app-uninstall.md).
    public static let appUninstall = "ONAPPUNINSTALL"
    /// An administrator decided about a method that needs consent (api-reference/common/events/on-app-method-confirm.md).
    public static let appMethodConfirm = "ONAPPMETHODCONFIRM"
    /// The app's paid state changed (api-reference/common/events/on-app-payment.md).
    public static let appPayment = "ONAPPPAYMENT"
    /// A test that the app itself asked for (api-reference/events/test-handler.md).
    public static let appTest = "ONAPPTEST"
    /// The queue of offline events has something new (api-reference/events/on-offline-event.md).
    public static let offlineEvent = "ONOFFLINEEVENT"

    /// A call begins (api-reference/telephony/voximplant/events/on-voximplant-call-init.md).
    public static let callInit = "ONVOXIMPLANTCALLINIT"
    /// A call was answered (api-reference/telephony/voximplant/events/on-voximplant-call-start.md).
    public static let callStart = "ONVOXIMPLANTCALLSTART"
    /// A call ended (api-reference/telephony/voximplant/events/on-voximplant-call-end.md).
    public static let callEnd = "ONVOXIMPLANTCALLEND"
    /// A user dials through our app's line (api-reference/telephony/events/on-external-call-start.md).
    public static let externalCallStart = "ONEXTERNALCALLSTART"
    /// A visitor asks to be called back through our app's line (api-reference/telephony/events/on-external-call-back-start.md).
    public static let externalCallBackStart = "ONEXTERNALCALLBACKSTART"

    /// A lead was made (api-reference/crm/leads/events/on-crm-lead-add.md).
    public static let leadAdd = "ONCRMLEADADD"
    /// A lead changed (api-reference/crm/leads/events/on-crm-lead-update.md).
    public static let leadUpdate = "ONCRMLEADUPDATE"
    /// A lead was deleted (api-reference/crm/leads/events/on-crm-lead-delete.md).
    public static let leadDelete = "ONCRMLEADDELETE"
    /// A deal was made (api-reference/crm/deals/events/on-crm-deal-add.md).
    public static let dealAdd = "ONCRMDEALADD"
    /// A deal changed (api-reference/crm/deals/events/on-crm-deal-update.md).
    public static let dealUpdate = "ONCRMDEALUPDATE"
    /// A deal was deleted (api-reference/crm/deals/events/on-crm-deal-delete.md).
    public static let dealDelete = "ONCRMDEALDELETE"
    /// A contact was made (api-reference/crm/contacts/events/on-crm-contact-add.md).
    public static let contactAdd = "ONCRMCONTACTADD"
    /// A contact changed (api-reference/crm/contacts/events/on-crm-contact-update.md).
    public static let contactUpdate = "ONCRMCONTACTUPDATE"
    /// A contact was deleted (api-reference/crm/contacts/events/on-crm-contact-delete.md).
    public static let contactDelete = "ONCRMCONTACTDELETE"
    /// A company was made (api-reference/crm/companies/events/on-crm-company-add.md).
    public static let companyAdd = "ONCRMCOMPANYADD"
    /// A company changed (api-reference/crm/companies/events/on-crm-company-update.md).
    public static let companyUpdate = "ONCRMCOMPANYUPDATE"
    /// A company was deleted (api-reference/crm/companies/events/on-crm-company-delete.md).
    public static let companyDelete = "ONCRMCOMPANYDELETE"
    /// An activity was made (api-reference/crm/timeline/activities/events/on-crm-activity-add.md).
    public static let activityAdd = "ONCRMACTIVITYADD"
    /// An activity changed, among others when its recording arrives (api-reference/crm/timeline/activities/events/on-crm-activity-update.md).
    public static let activityUpdate = "ONCRMACTIVITYUPDATE"
    /// An activity was deleted (api-reference/crm/timeline/activities/events/on-crm-activity-delete.md).
    public static let activityDelete = "ONCRMACTIVITYDELETE"

    /// A task was made (api-reference/tasks/events-tasks/on-task-add.md).
    public static let taskAdd = "ONTASKADD"
    /// A task changed (api-reference/tasks/events-tasks/on-task-update.md).
    public static let taskUpdate = "ONTASKUPDATE"
    /// A task was deleted (api-reference/tasks/events-tasks/on-task-delete.md).
    public static let taskDelete = "ONTASKDELETE"

    /// What the app binds at installation, in the order it binds them: its own life, calls, then CRM objects and tasks.
    public static let bound: [String] = [
        appInstall, appUpdate, appUninstall,
        callInit, callStart, callEnd,
        leadAdd, leadUpdate, leadDelete, dealUpdate, dealDelete,
        activityUpdate, taskUpdate, taskDelete,
    ]
}
