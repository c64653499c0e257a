import MockOktaFormats
import MockOktaModel

extension RecordCodingTests {
    private static let time = Instant(microseconds: 1_767_225_600_000_000)
    private static let later = time + .seconds(60)
    private static let user = UserID(rawValue: "00u1")
    private static let server = AuthorizationServerID(rawValue: "default")
    private static let key = RecordKey((1...16).map { UInt8($0) })
    private static let authentication = Authentication(
        time: time,
        methods: ["pwd", "otp"],
        session: key,
        contextClass: "urn:okta:loa:2fa:any"
    )

    static let samples: [Sample] = [
        Sample(
            grant,
            properties: 13,
            """
            01077765622d61707004303075310764656661756c7402066f70656e69640e6f66666c696e655f616363657373126175\
            74686f72697a6174696f6e5f636f6465808082e288d2a3060203707764036f7470010102030405060708090a0b0c0d0e\
            0f10011475726e3a6f6b74613a6c6f613a3266613a616e797800c09d01808082e288d2a306809c9e9b89d2a306010113\
            687474703a2f2f6c6f63616c686f73742f636201016e0001016b809c9e9b89d2a30601808082e288d2a3060201010180\
            9c9e9b89d2a30601057468756d62
            """
        ),
        Sample(
            Session(userID: user, created: time, authentication: authentication),
            properties: 3,
            """
            010430307531808082e288d2a306808082e288d2a3060203707764036f7470010102030405060708090a0b0c0d0e0f10\
            011475726e3a6f6b74613a6c6f613a3266613a616e79
            """
        ),
        Sample(
            consent,
            properties: 6,
            """
            010430307531077765622d6170700764656661756c740205656d61696c066f70656e6964808082e288d2a306809c9e9b\
            89d2a306
            """
        ),
        Sample(
            SessionToken(userID: user, authenticated: time, methods: ["pwd"]),
            properties: 3,
            "010430307531808082e288d2a3060103707764"
        ),
        Sample(Tombstone(), properties: 0, "01"),
        Sample(
            PostedPage(id: "i", browser: "b", status: 401, contentSecurityPolicy: "c", body: [60, 112, 62]),
            properties: 5,
            "010169010162a206016303" + "3c703e"
        ),
        Sample(
            PushedRequest(clientID: "web-app", serverID: server, parameters: [.init("state", "s")]),
            properties: 3,
            "01077765622d6170700764656661756c74010573746174650173"
        ),
        Sample(
            device,
            properties: 9,
            """
            0100084243444647484a4b0674762d6170700764656661756c7401066f70656e696401808082e288d2a30680989c9e8d\
            d2a306020430307531808082e288d2a3060103707764000001809c9e9b89d2a306
            """
        ),
        Sample(
            backchannel,
            properties: 9,
            """
            0101036674310430307531010568656c6c6f0462616e6b0764656661756c7401066f70656e696400808082e288d2a306\
            808c8f808bd2a3060000
            """
        ),
        Sample(key, properties: 2, "010102030405060708090a0b0c0d0e0f10"),
        Sample(300, properties: 0, "01d804"),
        Sample(
            deviceSecret,
            properties: 6,
            """
            010a6e61746976652d61707004303075310764656661756c74808082e288d2a3060203707764036f7470010102030405\
            060708090a0b0c0d0e0f10011475726e3a6f6b74613a6c6f613a3266613a616e79808082e288d2a30601
            """
        ),
        Sample(
            challenge,
            properties: 14,
            """
            04087265636f7665727903047566743113746f6b656e3a736f6674776172653a746f747006474f4f474c4501247b2263\
            726564656e7469616c4964223a22616c696365406578616d706c652e636f6d227d0a48656c6c6f21deadbeefb0017b22\
            6964223a2275667431222c22666163746f7254797065223a22746f6b656e3a736f6674776172653a746f7470222c2270\
            726f7669646572223a22474f4f474c45222c22737461747573223a22414354495645222c2270726f66696c65223a7b22\
            63726564656e7469616c4964223a22616c696365406578616d706c652e636f6d227d2c226d6f636b223a7b2273686172\
            6564536563726574223a224a425357593344504548504b33505850227d7d0106313233343536809c9e9b89d2a3060401\
            00010430307531010105656d61696c010c70686f6e655f6e756d62657201809c9e9b89d2a306010601016201016d0380\
            8082e288d2a30600010172
            """
        ),
        Sample(
            interaction,
            properties: 14,
            """
            04067369676e496e0100000000000001000000808082e288d2a306020a6e61746976652d6170700764656661756c740f\
            636f6d2e6578616d706c653a2f636201066f70656e69640001017300016300
            """
        ),
    ]

    private static var grant: Grant {
        var grant = Grant(
            clientID: "web-app",
            userID: user,
            serverID: server,
            scopes: ["openid", "offline_access"],
            grantType: .authorizationCode,
            authentication: authentication,
            lifetimes: .standard,
            created: time
        )
        grant.lastUsed = later
        grant.isRevoked = true
        grant.code = PendingCode(
            redirectURI: "http://localhost/cb",
            nonce: "n",
            codeChallenge: nil,
            keyThumbprint: "k",
            expires: later
        )
        var chain = RefreshChain(created: time)
        _ = chain.use(1, rotation: .rotate(leeway: .seconds(30)), at: later)
        grant.refresh = chain
        grant.keyThumbprint = "thumb"
        return grant
    }

    private static var consent: Consent {
        var consent = Consent(
            userID: user,
            clientID: "web-app",
            serverID: server,
            scopes: ["openid", "email"],
            created: time
        )
        consent.lastUpdated = later
        return consent
    }

    private static var device: DecoupledAuthorization {
        var device = DecoupledAuthorization(
            .device(userCode: "BCDFGHJK"),
            clientID: "tv-app",
            serverID: server,
            scopes: ["openid"],
            areDefaultScopes: true,
            created: time,
            lifetime: .seconds(600)
        )
        device.decision = .approved(user, Authentication(time: time))
        _ = device.poll(at: later)
        return device
    }

    private static var backchannel: DecoupledAuthorization {
        DecoupledAuthorization(
            .backchannel(id: "ft1", userID: user, bindingMessage: "hello"),
            clientID: "bank",
            serverID: server,
            scopes: ["openid"],
            created: time,
            lifetime: .seconds(300)
        )
    }

    private static var deviceSecret: DeviceSecret {
        var secret = DeviceSecret(
            clientID: "native-app",
            userID: user,
            serverID: server,
            authentication: authentication,
            created: time
        )
        secret.isRevoked = true
        return secret
    }

    private static var factor: Factor? {
        let source: JSONObject = [
            "id": "uft1", "factorType": "token:software:totp", "provider": "GOOGLE", "status": "ACTIVE",
            "profile": ["credentialId": "alice@example.com"], "mock": ["sharedSecret": "JBSWY3DPEHPK3PXP"],
        ]
        return Factor(source, of: user, email: nil)
    }

    private static var challenge: SignInTransaction {
        var transaction = SignInTransaction(.recovery, .identify, .classic(relayState: "r"), created: time)
        if let factor {
            var challenge = FactorChallenge(factor, code: "123456", expires: later)
            challenge.wrongAnswers = 2
            challenge.isApproved = false
            transaction.step = .challenge(challenge)
        }
        transaction.userID = user
        transaction.password = .proved
        transaction.proved = [.email]
        transaction.chosen = .phone
        transaction.authenticated = later
        transaction.needsSecondFactor = true
        transaction.options = [.offersOptionalFactors, .hasConsented]
        transaction.browser = "b"
        transaction.tokenMark = "m"
        transaction.generation = 3
        return transaction
    }

    private static var interaction: SignInTransaction {
        let request = InteractionRequest(
            clientID: "native-app",
            serverID: server,
            redirectURI: "com.example:/cb",
            scopes: ["openid"],
            areDefaultScopes: false,
            state: "s",
            nonce: nil,
            codeChallenge: "c",
            contextClass: nil
        )
        return SignInTransaction(.signIn, .password, .interaction(request), created: time)
    }
}
