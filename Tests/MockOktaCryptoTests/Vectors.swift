/// The keys and signatures of RFC 7515's appendix A, and keys that have to be refused.
enum Vectors {
    /// The payload that both examples sign; the header differs.
    static let payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    static let rs256Message = Array("eyJhbGciOiJSUzI1NiJ9.\(payload)".utf8)
    static let es256Message = Array("eyJhbGciOiJFUzI1NiJ9.\(payload)".utf8)

    /// Appendix A.2.1: the private key, in PKCS#1.
    static let rsaPEM = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEowIBAAKCAQEAofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd/wWJcyQoTbji9k0
        l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL+yRT+SFd2lZS+pC
        gNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb/7OMg0LOL+bSf63kpaSHSX
        ndS5z5rexMdbBYUsLA9e+KXBdQOS+UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uD
        Zlxvb3qCo5ZwKh9kG4LT6/I5IhlJH7aGhyxXFvUK+DWNmoudF8NAco9/h9iaGNj8
        q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQIDAQABAoIBABKucaRpzQorw35S
        bEUAVx8dYXUdZOlJcHtiWQ+dC6V8ljxAHj/PLyzTveyI5QO/xkObCyjIL303l2cf
        UhPu2MFaJdjVzqACXuOrLot/eSFvxjvqVidTtAZExqFRJ9mylUVAoLvhowVWmC1O
        n95fZCXxTUtxNEG1Xcc7m0rtzJKs45J+N/V9DP1edYH6USyPSWGp6wuA+KgHRnKK
        Vf9GRx80JQY7nVNkL17eHoTWEwga+lwi0FEoW9Y7lDtWXYmKBWhUE+U8PGxlJf8f
        40493HDw1WRQ/aSLoS4QTp3rn7gYgeHEvfJdkkf0UMhlknlo53M09EFPdadQ4TlU
        bjqKc50CgYEA4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH/5IB3jw3bcxGn6QLvnE
        tfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw/Py5PJdTJNPY8cQn7ouZ2KKDcmnPG
        BY5t7yLc1QlQ5xHdwW1VhvKn+nXqhJTBgIPgtldC+KDV5z+y2XDwGUcCgYEAuQPE
        fgmVtjL0Uyyx88GZFF1fOunH3+7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYs
        p1ZSe7zFYHj7C6ul7TjeLQeZD/YwD66t62wDmpe/HlB+TnBA+njbglfIsRLtXlnD
        zQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdcCgYAHAp9XcCSrn8wVkMVkKdb7
        DOX4IKjzdahm+ctDAJN4O/y7OW5FKebvUjdAIt2GuoTZ71iTG+7F0F+lP88jtjP4
        U4qe7VHoewl4MKOfXZKTe+YCS1XbNvfgwJ3Ltyl1OH9hWvu2yza7q+d5PCsDzqtm
        27kxuvULVeya+TEdAB1ijQKBgQCH/3r6YrVH/uCWGy6bzV1nGNOdjKc9tmkfOJmN
        54dxdixdpozCQ6U4OxZrsj3FcOhHBsqAHvX2uuYjagqvo3cOj1TRqNocX40omfCC
        Mx3bD1yPPf/6TI2XECva/ggqEY2mYzmIiA5LVVmc5nrybr+lssFKneeyxN2Wq93S
        0iJMdQKBgCGHewxzoa1r8ZMD0LETNrToK423K377UCYqXfg5XMclbrjPbEC3YI1Z
        NqMtuhdBJqUnBi6tjKMF+34Xf0CUN8ncuXGO2CAYvO8PdyCixHX52ybaDjy1FtCE
        6yUXjoKNXKvUm7MWGsAYH6f4IegOetN5NvmUMFStCSkh7ixZLkN1
        -----END RSA PRIVATE KEY-----
        """

    /// Appendix A.2.1: the modulus; the exponent is 65537.
    static let modulus = base64(
        """
        ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SF
        d2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo
        7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkM
        Ls91kzk2PAcDTW9gb54h4FRWyuXpoQ
        """
    )

    static let rs256Signature = base64(
        """
        cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdb
        F9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383
        LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWy
        wlVmtVrBp0igcN_IoypGlUPQGe77Rw
        """
    )

    /// Appendix A.3.1.
    static let x = base64("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
    static let y = base64("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")
    static let es256Signature = base64(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    )

    /// A P-256 key in the form of SEC 1 (RFC 5915).
    static let ecPEM = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIMrk36wuLQLbpvzLZP6fg/NG7a7C3z8qZlCHkE6yI+xvoAoGCCqGSM49
        AwEHoUQDQgAEWk5Zy8M0k50dDXXc/lWoZFxQfVhWu0UFup88SolSJNnhQqmQG6mz
        OPRmPEv/b61Bnbuod9pBZ/YtcKSITp6FbA==
        -----END EC PRIVATE KEY-----
        """

    /// That key, encrypted as PKCS#8 and as OpenSSL did before.
    static let encryptedPEMs = [
        """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiLimjsZm9+UAICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEMRQCRV465IwHBvIgv9xYFcEgZCI
        8gR3neQBiq8bAnA2Ew9btDCuCV/K12/npvaj/2L62c0JmUST6KtMd1bkC/0qeSJU
        j32wjAVCElpxWCsiUJuwDkLvzEId3gP00lfXp/K0MyJrfwXriQXqICT1EFgIdCQv
        k13Ecasxcc7/M4Qff5LO0GLKse52FNnFfZztvBoRiyfZB9lOCv8FVXS3qFVrGA8=
        -----END ENCRYPTED PRIVATE KEY-----
        """,
        """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,5C6037E8641A753B96AC58FED64A9608

        AvphxTBW2rIncs8+aGBw32UEti3rNoa4CJ3OQPvAgsmYLJVU+40Ay0p9FETaU3mJ
        jJ7TSdWb51zXOcnV5y70AO/Rxci0ZNXT5k3k8nbkvFhrljfG5nB+MHHhKOXY0tOV
        JOeiwfdn4OKHCqT1zsW2x+g3x0pwYHfEgpXfV0spWhI=
        -----END EC PRIVATE KEY-----
        """,
    ]

    /// Good keys of kinds that nothing here signs with: secp256k1, Ed25519.
    static let foreignPEMs = [
        """
        -----BEGIN PRIVATE KEY-----
        MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgGlm3bedQPBckMZiXVpof
        +xe5eNTA+pEN+YxclzqRdl6hRANCAAQ67BeaSigF64wpAhygkJBNuAMqVRdqPpNq
        xajdZWLMFP23Z1mmscCrTvmHqXHxkJ8IfIgznfVfK0/FXTMBwja5
        -----END PRIVATE KEY-----
        """,
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIF8xxaZcXfUqnpQBGyA/XeXcER0Y84uWWJhpisk81pOx
        -----END PRIVATE KEY-----
        """,
    ]

    static let rsa1024PublicPEM = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDOEaALQ76rrncjSMtDIOdb9c+g
        AbCtT9qaUv7+JtpukKzVjQ7/w/MzYvNYWnPdXQ+EED8weO+fQ/wr4QCJT2nQuIDV
        rSVDge+/5rKQ6DhvrAXxXD68rHdf/9sB6NWydSEqI+BCk7+pt7EZVUq/hDRfGihz
        oOHsmDkftnsbkyNyYwIDAQAB
        -----END PUBLIC KEY-----
        """
}
