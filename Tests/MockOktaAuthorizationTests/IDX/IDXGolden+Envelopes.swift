/// The envelopes of `IDXGolden`.
extension IDXGolden {
    static let envelopes: [String: String] = [
        "identify": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"identify","href":"B/idp/idx/identify","value":[{\#
        "name":"identifier","label":"Username","required":true},{"name":"credentials","type":"object","form":{\#
        "value":[{"name":"passcode","label":"Password","secret":true}]},"required":true},{"name":"rememberMe",\#
        "type":"boolean","label":"Remember this device"},SH]},{"name":"select-enroll-profile",\#
        "href":"B/idp/idx/enroll","value":[SH]},{"name":"unlock-account","href":"B/idp/idx/unlock-account",\#
        "value":[SH]}]},"currentAuthenticator":{"type":"object","value":{"recover":{"name":"recover",\#
        "href":"B/idp/idx/recover","value":[SH]},"type":"password","key":"okta_password",\#
        "id":"aut0E1WMpGDuACelqI2z","displayName":"Password","methods":[{"type":"password"}]}},"cancel":{\#
        "name":"cancel","href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{\#
        "name":"oidc_client","label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "identify first": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"identify","href":"B/idp/idx/identify","value":[{\#
        "name":"identifier","label":"Username","required":true},{"name":"rememberMe","type":"boolean",\#
        "label":"Remember this device"},SH]},{"name":"select-enroll-profile","href":"B/idp/idx/enroll",\#
        "value":[SH]},{"name":"unlock-account","href":"B/idp/idx/unlock-account","value":[SH]}]},"cancel":{\#
        "name":"cancel","href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{\#
        "name":"oidc_client","label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "password": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"challenge-authenticator",\#
        "relatesTo":["$.currentAuthenticatorEnrollment"],"href":"B/idp/idx/challenge/answer","value":[{\#
        "name":"credentials","type":"object","form":{"value":[{"name":"passcode","label":"Password",\#
        "secret":true}]},"required":true},SH]}]},"currentAuthenticatorEnrollment":{"type":"object","value":{\#
        "recover":{"name":"recover","href":"B/idp/idx/recover","value":[SH]},"type":"password",\#
        "key":"okta_password","id":"lae01wT2bT91Jde9NITz","displayName":"Password","methods":[{\#
        "type":"password"}]}},"authenticators":{"type":"array","value":[{"type":"password",\#
        "key":"okta_password","id":"aut0E1WMpGDuACelqI2z","displayName":"Password","methods":[{\#
        "type":"password"}]}]},"authenticatorEnrollments":{"type":"array","value":[{"type":"password",\#
        "key":"okta_password","id":"lae01wT2bT91Jde9NITz","displayName":"Password","methods":[{\#
        "type":"password"}]}]},"user":{"type":"object","value":{"id":"USER","identifier":"alice@example.com",\#
        "profile":{"firstName":"Alice","lastName":"Adams","timeZone":"America/Los_Angeles","locale":"en_US"}}},\#
        "cancel":{"name":"cancel","href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{\#
        "name":"oidc_client","label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "select": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"select-authenticator-authenticate",\#
        "href":"B/idp/idx/challenge","value":[{"name":"authenticator","type":"object","options":[{\#
        "label":"Email","value":{"form":{"value":[{"name":"id","required":true,"value":"aut0RWFTdeDs1TZEB6EX",\#
        "mutable":false},{"name":"methodType","required":false,"value":"email","mutable":false}]}},\#
        "relatesTo":"$.authenticatorEnrollments.value[0]"}]},SH]}]},"authenticators":{"type":"array","value":[{\#
        "type":"email","key":"okta_email","id":"aut0RWFTdeDs1TZEB6EX","displayName":"Email","methods":[{\#
        "type":"email"}]}]},"authenticatorEnrollments":{"type":"array","value":[{"profile":{\#
        "email":"u***a@example.com"},"type":"email","key":"okta_email","id":"eae1","displayName":"Email",\#
        "methods":[{"type":"email"}]}]},"user":{"type":"object","value":{"id":"USER",\#
        "identifier":"una@example.com","profile":{"firstName":"Una","lastName":"Mail",\#
        "timeZone":"America/Los_Angeles","locale":"en_US"}}},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "email": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"challenge-authenticator",\#
        "relatesTo":["$.currentAuthenticatorEnrollment"],"href":"B/idp/idx/challenge/answer","value":[{\#
        "name":"credentials","type":"object","form":{"value":[{"name":"passcode","label":"Enter code"}]},\#
        "required":true},SH]},{"name":"select-authenticator-authenticate","href":"B/idp/idx/challenge",\#
        "value":[{"name":"authenticator","type":"object","options":[{"label":"Email","value":{"form":{"value":[{\#
        "name":"id","required":true,"value":"aut0RWFTdeDs1TZEB6EX","mutable":false},{"name":"methodType",\#
        "required":false,"value":"email","mutable":false}]}},"relatesTo":"$.authenticatorEnrollments.value[0]"}]\#
        },SH]}]},"currentAuthenticatorEnrollment":{"type":"object","value":{"profile":{\#
        "email":"u***a@example.com"},"resend":{"name":"resend","href":"B/idp/idx/challenge/resend",\#
        "value":[SH]},"poll":{"name":"poll","href":"B/idp/idx/challenge/poll","refresh":4000,"value":[SH]},\#
        "type":"email","key":"okta_email","id":"eae1","displayName":"Email","methods":[{"type":"email"}]}},\#
        "authenticators":{"type":"array","value":[{"type":"email","key":"okta_email",\#
        "id":"aut0RWFTdeDs1TZEB6EX","displayName":"Email","methods":[{"type":"email"}]}]},\#
        "authenticatorEnrollments":{"type":"array","value":[{"profile":{"email":"u***a@example.com"},\#
        "type":"email","key":"okta_email","id":"eae1","displayName":"Email","methods":[{"type":"email"}]}]},\#
        "user":{"type":"object","value":{"id":"USER","identifier":"una@example.com","profile":{\#
        "firstName":"Una","lastName":"Mail","timeZone":"America/Los_Angeles","locale":"en_US"}}},"cancel":{\#
        "name":"cancel","href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{\#
        "name":"oidc_client","label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "question": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"challenge-authenticator",\#
        "relatesTo":["$.currentAuthenticatorEnrollment"],"href":"B/idp/idx/challenge/answer","value":[{\#
        "name":"credentials","type":"object","form":{"value":[{"name":"questionKey",\#
        "label":"What is the food you least liked as a child?","required":true,"value":"disliked_food",\#
        "visible":false,"mutable":false},{"name":"answer","label":"Answer","required":true}]},"required":true},\#
        SH]},{"name":"select-authenticator-authenticate","href":"B/idp/idx/challenge","value":[{\#
        "name":"authenticator","type":"object","options":[{"label":"Security Question","value":{"form":{\#
        "value":[{"name":"id","required":true,"value":"aut10qubBZpinGSL8gOn","mutable":false},{\#
        "name":"methodType","required":false,"value":"security_question","mutable":false}]}},\#
        "relatesTo":"$.authenticatorEnrollments.value[0]"}]},SH]}]},"currentAuthenticatorEnrollment":{\#
        "type":"object","value":{"profile":{"questionKey":"disliked_food",\#
        "question":"What is the food you least liked as a child?"},"contextualData":{"enrolledQuestion":{\#
        "questionKey":"disliked_food","question":"What is the food you least liked as a child?"}},\#
        "type":"security_question","key":"security_question","id":"qae1","displayName":"Security Question",\#
        "methods":[{"type":"security_question"}]}},"authenticators":{"type":"array","value":[{\#
        "type":"security_question","key":"security_question","id":"aut10qubBZpinGSL8gOn",\#
        "displayName":"Security Question","methods":[{"type":"security_question"}]}]},\#
        "authenticatorEnrollments":{"type":"array","value":[{"profile":{"questionKey":"disliked_food",\#
        "question":"What is the food you least liked as a child?"},"type":"security_question",\#
        "key":"security_question","id":"qae1","displayName":"Security Question","methods":[{\#
        "type":"security_question"}]}]},"user":{"type":"object","value":{"id":"USER",\#
        "identifier":"quin@example.com","profile":{"firstName":"Quin","lastName":"Ask",\#
        "timeZone":"America/Los_Angeles","locale":"en_US"}}},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "expired": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"reenroll-authenticator",\#
        "relatesTo":["$.currentAuthenticator"],"href":"B/idp/idx/challenge/answer","value":[{\#
        "name":"credentials","type":"object","form":{"value":[{"name":"passcode","label":"New password",\#
        "secret":true}]},"required":true},SH]}]},"currentAuthenticator":{"type":"object","value":{\#
        "type":"password","key":"okta_password","id":"aut0E1WMpGDuACelqI2z","displayName":"Password",\#
        "methods":[{"type":"password"}],"settings":{"complexity":{"minLength":8,"minLowerCase":1,\#
        "minUpperCase":1,"minNumber":1,"minSymbol":0,"excludeUsername":true,"excludeAttributes":[]},"age":{\#
        "minAgeMinutes":0,"historyCount":4}}}},"authenticators":{"type":"array","value":[{"type":"password",\#
        "key":"okta_password","id":"aut0E1WMpGDuACelqI2z","displayName":"Password","methods":[{\#
        "type":"password"}]}]},"authenticatorEnrollments":{"type":"array","value":[{"type":"password",\#
        "key":"okta_password","id":"lae01wT2bT91Jde9NITz","displayName":"Password","methods":[{\#
        "type":"password"}]}]},"user":{"type":"object","value":{"id":"USER","identifier":"ed@example.com",\#
        "profile":{"timeZone":"America/Los_Angeles","locale":"en_US"}}},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "warning": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"reenroll-authenticator-warning",\#
        "relatesTo":["$.currentAuthenticator"],"href":"B/idp/idx/challenge/answer","value":[{\#
        "name":"credentials","type":"object","form":{"value":[{"name":"passcode","label":"New password",\#
        "secret":true}]},"required":true},SH]},{"name":"skip","href":"B/idp/idx/skip","value":[SH]}]},\#
        "messages":{"type":"array","value":[{"message":"When your password expires,\#
         you will have to change your password before you can login to your dev account.","i18n":{\#
        "key":"idx.password.expiring.message","params":["dev"]},"class":"INFO"}]},"currentAuthenticator":{\#
        "type":"object","value":{"type":"password","key":"okta_password","id":"aut0E1WMpGDuACelqI2z",\#
        "displayName":"Password","methods":[{"type":"password"}],"settings":{"complexity":{"minLength":8,\#
        "minLowerCase":1,"minUpperCase":1,"minNumber":1,"minSymbol":0,"excludeUsername":true,\#
        "excludeAttributes":[]},"age":{"minAgeMinutes":0,"historyCount":4},"daysToExpiry":5}}},\#
        "authenticators":{"type":"array","value":[{"type":"password","key":"okta_password",\#
        "id":"aut0E1WMpGDuACelqI2z","displayName":"Password","methods":[{"type":"password"}]}]},\#
        "authenticatorEnrollments":{"type":"array","value":[{"type":"password","key":"okta_password",\#
        "id":"lae01wT2bT91Jde9NITz","displayName":"Password","methods":[{"type":"password"}]}]},"user":{\#
        "type":"object","value":{"id":"USER","identifier":"ada@example.com","profile":{"firstName":"Ada",\#
        "lastName":"Old","timeZone":"America/Los_Angeles","locale":"en_US"}}},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "identify-recovery": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"identify-recovery","href":"B/idp/idx/identify",\#
        "value":[{"name":"identifier","label":"Username","required":true},SH]}]},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "recovery": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"select-authenticator-authenticate",\#
        "href":"B/idp/idx/challenge","value":[{"name":"authenticator","type":"object","options":[{\#
        "label":"Email","value":{"form":{"value":[{"name":"id","required":true,"value":"aut0RWFTdeDs1TZEB6EX",\#
        "mutable":false},{"name":"methodType","required":false,"value":"email","mutable":false}]}},\#
        "relatesTo":"$.authenticatorEnrollments.value[0]"}]},SH]}]},"authenticators":{"type":"array","value":[{\#
        "type":"email","key":"okta_email","id":"aut0RWFTdeDs1TZEB6EX","displayName":"Email","methods":[{\#
        "type":"email"}]}]},"authenticatorEnrollments":{"type":"array","value":[{"profile":{\#
        "email":"a***e@example.com"},"type":"email","key":"okta_email","id":"emf0NEGRDBfLEF0Evfcl",\#
        "displayName":"Email","methods":[{"type":"email"}]}]},"user":{"type":"object","value":{\#
        "identifier":"alice@example.com"}},"cancel":{"name":"cancel","href":"B/idp/idx/cancel","value":[SH]},\#
        "app":{"type":"object","value":{"name":"oidc_client","label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "enroll-profile": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"enroll-profile","href":"B/idp/idx/enroll/new","value":[{\#
        "name":"userProfile","form":{"value":[{"name":"firstName","label":"First name","required":true,\#
        "minLength":1,"maxLength":50},{"name":"lastName","label":"Last name","required":true,"minLength":1,\#
        "maxLength":50},{"name":"email","label":"Email","required":true,"minLength":1,"maxLength":100}]}},SH]},{\#
        "name":"select-identify","href":"B/idp/idx/identify/select","value":[SH]}]},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "first password": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"enroll-authenticator",\#
        "relatesTo":["$.currentAuthenticator"],"href":"B/idp/idx/challenge/answer","value":[{\#
        "name":"credentials","type":"object","form":{"value":[{"name":"passcode","label":"Enter password",\#
        "secret":true}]},"required":true},SH]},{"name":"select-authenticator-enroll",\#
        "href":"B/idp/idx/credential/enroll","value":[{"name":"authenticator","type":"object","options":[{\#
        "label":"Password","value":{"form":{"value":[{"name":"id","required":true,\#
        "value":"aut0E1WMpGDuACelqI2z","mutable":false},{"name":"methodType","required":false,\#
        "value":"password","mutable":false}]}},"relatesTo":"$.authenticators.value[0]"}]},SH]}]},\#
        "currentAuthenticator":{"type":"object","value":{"type":"password","key":"okta_password",\#
        "id":"aut0E1WMpGDuACelqI2z","displayName":"Password","methods":[{"type":"password"}],"settings":{\#
        "complexity":{"minLength":8,"minLowerCase":1,"minUpperCase":1,"minNumber":1,"minSymbol":0,\#
        "excludeUsername":true,"excludeAttributes":[]},"age":{"minAgeMinutes":0,"historyCount":4}}}},\#
        "authenticators":{"type":"array","value":[{"type":"password","key":"okta_password",\#
        "id":"aut0E1WMpGDuACelqI2z","displayName":"Password","methods":[{"type":"password"}]}]},\#
        "authenticatorEnrollments":{"type":"array","value":[]},"enrollmentAuthenticator":{"type":"object",\#
        "value":{"type":"password","key":"okta_password","id":"aut0E1WMpGDuACelqI2z","displayName":"Password",\#
        "methods":[{"type":"password"}],"settings":{"complexity":{"minLength":8,"minLowerCase":1,\#
        "minUpperCase":1,"minNumber":1,"minSymbol":0,"excludeUsername":true,"excludeAttributes":[]},"age":{\#
        "minAgeMinutes":0,"historyCount":4}}}},"user":{"type":"object","value":{"id":"USER",\#
        "identifier":"nia@example.com","profile":{"firstName":"Nia","lastName":"New",\#
        "timeZone":"America/Los_Angeles","locale":"en_US"}}},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "optional factors": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"select-authenticator-enroll",\#
        "href":"B/idp/idx/credential/enroll","value":[{"name":"authenticator","type":"object","options":[{\#
        "label":"Email","value":{"form":{"value":[{"name":"id","required":true,"value":"aut0RWFTdeDs1TZEB6EX",\#
        "mutable":false},{"name":"methodType","required":false,"value":"email","mutable":false}]}},\#
        "relatesTo":"$.authenticators.value[0]"},{"label":"Phone","value":{"form":{"value":[{"name":"id",\#
        "required":true,"value":"aut0W6tgwZ3C427T3Quz","mutable":false},{"name":"methodType","type":"string",\#
        "required":false,"options":[{"label":"SMS","value":"sms"},{"label":"Voice call","value":"voice"}]},{\#
        "name":"phoneNumber","label":"Phone number","required":false,"type":"string"}]}},\#
        "relatesTo":"$.authenticators.value[1]"},{"label":"Security Question","value":{"form":{"value":[{\#
        "name":"id","required":true,"value":"aut10qubBZpinGSL8gOn","mutable":false},{"name":"methodType",\#
        "required":false,"value":"security_question","mutable":false}]}},\#
        "relatesTo":"$.authenticators.value[2]"},{"label":"Google Authenticator","value":{"form":{"value":[{\#
        "name":"id","required":true,"value":"aut0uLAGHR1YL2kFiDmU","mutable":false},{"name":"methodType",\#
        "required":false,"value":"otp","mutable":false}]}},"relatesTo":"$.authenticators.value[3]"}]},SH]},{\#
        "name":"skip","href":"B/idp/idx/skip","value":[SH]}]},"authenticators":{"type":"array","value":[{\#
        "type":"email","key":"okta_email","id":"aut0RWFTdeDs1TZEB6EX","displayName":"Email","methods":[{\#
        "type":"email"}]},{"type":"phone","key":"phone_number","id":"aut0W6tgwZ3C427T3Quz",\#
        "displayName":"Phone","methods":[{"type":"sms"},{"type":"voice"}]},{"type":"security_question",\#
        "key":"security_question","id":"aut10qubBZpinGSL8gOn","displayName":"Security Question","methods":[{\#
        "type":"security_question"}]},{"type":"app","key":"google_otp","id":"aut0uLAGHR1YL2kFiDmU",\#
        "displayName":"Google Authenticator","methods":[{"type":"otp"}]}]},"authenticatorEnrollments":{\#
        "type":"array","value":[{"type":"password","key":"okta_password","id":"lae01wT2bT91Jde9NITz",\#
        "displayName":"Password","methods":[{"type":"password"}]}]},"user":{"type":"object","value":{\#
        "id":"USER","identifier":"nia@example.com","profile":{"firstName":"Nia","lastName":"New",\#
        "timeZone":"America/Los_Angeles","locale":"en_US"}}},"cancel":{"name":"cancel",\#
        "href":"B/idp/idx/cancel","value":[SH]},"app":{"type":"object","value":{"name":"oidc_client",\#
        "label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
        "unlock": #"""
        {"version":"1.0.0","stateHandle":"SH","expiresAt":"2026-01-01T02:00:00.000Z","intent":"LOGIN",\#
        "remediation":{"type":"array","value":[{"name":"select-authenticator-unlock-account",\#
        "href":"B/idp/idx/challenge","value":[{"name":"identifier","label":"Username","required":true},{\#
        "name":"authenticator","type":"object","options":[{"label":"Email","value":{"form":{"value":[{\#
        "name":"id","required":true,"value":"aut0RWFTdeDs1TZEB6EX","mutable":false},{"name":"methodType",\#
        "required":false,"value":"email","mutable":false}]}},"relatesTo":"$.authenticatorEnrollments.value[0]"}]\#
        },SH]}]},"authenticators":{"type":"array","value":[{"type":"email","key":"okta_email",\#
        "id":"aut0RWFTdeDs1TZEB6EX","displayName":"Email","methods":[{"type":"email"}]}]},\#
        "authenticatorEnrollments":{"type":"array","value":[{"type":"email","key":"okta_email","methods":[{\#
        "type":"email"}]}]},"cancel":{"name":"cancel","href":"B/idp/idx/cancel","value":[SH]},"app":{\#
        "type":"object","value":{"name":"oidc_client","label":"native-idx","id":"0oa0wfHb640P22czniLM"}}}
        """#,
    ]
}
