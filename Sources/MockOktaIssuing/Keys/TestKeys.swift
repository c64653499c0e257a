package import MockOktaCrypto
package import MockOktaModel

/// PUBLIC TEST KEYS: they are published, protect nothing, and must never be used elsewhere.
///
/// They sign where a fixture has no key and a seed makes runs reproducible.
package enum TestKeys {
    /// Returns one of the keys: the same for equal arguments, and different for any seven consecutive ordinals.
    package static func key(seed: UInt64, server: AuthorizationServerID, ordinal: Int) throws(CryptoError) -> SigningKey
    {
        var random = SeededRandom(seed: seed, purpose: "keys:\(server)", ordinal: 0)
        let start = Int(random.next() % UInt64(pems.count))
        return SigningKey(try RSAPrivateKey(pem: pems[(start + ordinal) % pems.count]))
    }

    /// A key that no server publishes.
    package static func unpublishedKey() throws(CryptoError) -> SigningKey {
        SigningKey(try RSAPrivateKey(pem: unpublishedPEM))
    }

    private static let pems = [
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQDqVbptwKmnBqr7
        J8KUa0DM9KgoUeLHNFOZOlz3TwZuuue3S4fOjK8P3wo0FtA3g35/pUG0mwSlA31Z
        4cFOaxbD3H9J4oTYYmk4DxMkBIcf0zyB1oRwyfRpcy0IHXQujAMgubzOA3oogGdU
        zGgCfnBt/Ki1q8Yv0X5eLBr+kP4zEXVbhU1w6Gv3364WuNttP6A3vC9UVndIUWb+
        8RNejqxq1Z8Q/O+QUlWr99nh2t2Efw+0cwbkoB2N2nOhfzL1ZSbOdsotrimh7Vmu
        E/r2pCOigeLBhzrA/eNGJVKf431O5ef1aVxPlgbsLwq+tA6APc6m8v0ATUeaFk+7
        +ohrkBxrAgMBAAECggEAANHiISbTHnv7IsC2Q3Dn1vS90+ghBLuRZlomhH+8rVMM
        XiLTY2G/Iyw4snpz/Vp2b1aY/FgV9jWBY/adKiV1jXK8OziVjC8Prn5BMzuGZ9CQ
        gl+XXhV2c/VMs4itAObuO6US7FmdOafcB5zkJVP3VkpFP3avxHiVbCb8URsA5AOm
        ypmY2Fs8lTjFxC+HxXiucZd6nUPmbmsSJwwSMDkU2UMJHyhxGD54Tz8ClKPehzNW
        4i/6/5BUNgawJxe26jWz97hyVBUt6ZQIWxOspJZQg8KIDZF5oHkSkmrenMxaF/Ac
        qEWBS+jKxz+JxZMtjfohwFqsTTSiYprslOuykBwYfQKBgQD20yiyJHMuna0LFToM
        j2Xmj0piRKfwLBQwtCMr9hQ9Mve5IWJ/mBENxsGVn5a9g96M73lflTQ7JUO6Psyo
        AVZeWQGSmR3kZNYtFg9TrgWiZyR4wtjo3fZRcQk89X6egjRjacGGXN9GFtpG8JOs
        O1fBzDU2EaMAli6n0UFF7PXeRwKBgQDzC7ZCKH0aeOSCvhF5gI4x+NwD/JGjkx9q
        SR4p6d0nTqLktIsQNfGbJI7LF+zBHZq+Blgg/dWUlh401jUjgr5qo2R+LWRKkUMN
        h8kpYKWVy0gR6NHjRG+oiZCVPOlbiqKcWFlc+5wi79xaBU7L8E7/PT8DaUmsS2Nm
        tnTi2PPuvQKBgDXK4WSpsvym2o6+yo7wNaog8nomMl+Si7ftmni7Qb/wurJ7Ryc9
        sgHJnmkIhea5tagLjO067E4zmeYeR6YZ3IPlbAVSH4SmQVNEKoT3OT0is30qIfHm
        Zgdr1jKV4kmTYO2Fn+qzlOmGk33Acr6nlEGlSreE8nxvPq3OWiZuNUuDAoGARsu4
        kVjd6CIi3fqjeHL7+I52+CpP+gfW9MzLnoXix5peVKRKhbRQ5lIlzf7wFeibtJKA
        hUurNRbtQZLL88YX1VQ255ItTpM1pvFQpV7jnNiT67OXv82lgMBhfzc4+lNNvqD1
        luIrvvmDhC1boIglWq/qdQHsVeW31Kl9Lr7nfzkCgYArXRlXmzSr7CpR0shwod1D
        PLgMTntCdHgNxTr+OTO7jND0p/m/bQM179yIrsuMQTPgdPh8tUM4dCompeitIavB
        C43QKiRQw6XPMWGwtFsiJxSyhw5FeKeXQJdhoSdlMoz2/Z+fYDnowa1HafGCM79E
        khxxlbPDdCIizA26js0pDg==
        -----END PRIVATE KEY-----
        """,
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCnE7q4yLOH4XOO
        If7uHgDE0PEF5/YE3WT9VImegjQocmzrCz3JBRL6WHOiK4AbkZmIgHiiPEIcuwb/
        PMLgdaC7zlnoLqXBHwPC82/ypnDUnvO5a2utdg1CvaFqzfbTLHoitPlkVnWbeWB1
        zzsc9AOf1mAs38ams7xEJJQJjxzNWwnoM93+D6LQri4AoPA+TRoqd0KooQEPzgNX
        k0PEGXNWJ+df/jnnU7K7+HO2pV1exeorKaBR16fimG5F/LTBcCFqvN+4Pgqe0tK+
        yY9jpvHQZy0LPcgfGZX/jSvAxN7jLSjcgSkut5Igj7vCRZPC/XOiJ/0lbdLFtJjn
        pgiSGFqPAgMBAAECggEAPgqFe7iLchm130GgeKuLfYpY9eh84rGTnr6Vm9adp6dV
        6rHx74OC2JOf3MhqedJHQPjz0sqtgh2xK3ZUpyUG2rZ1jFJGGsB5lRrwpxpHK60a
        s++/vFnp8q6YEiEJVsFdWSX6tdelNGaN+zFIsieqcOAaNo+iJKT5dBRhJGuQNnDO
        N4peBffmAlXFBkXyRT7bGIB6PfrYp8PVXCZdnRHHmLSUUvbzGCaRgb9zgaHRjfV3
        69B3fBPDcwe1tc/WtyKDlr6DYeYkr54aIImb1AOfxICRNUKSOh9oWzvJ7UQtAzL8
        Z8qo5EMFcGAaRxuF5w98+48QSxosmgzYVorBZUbQAQKBgQDW64dEA4JvGotOhv6O
        hYG0i69FNP3d3L7QnLbY5cfpfM1WJ+c4K18jKQRPSUtVqT4/XSdvSZIP0uU/S9z1
        DPfO/7LL0l2CG1fmCFaG6+aPcdAYndAjksTbs14D8PFtrIbpVTtl6QWIuaua9BnY
        yO3DwXEhXcOkpKygk5Oef7yFgQKBgQDHAyXlCqWmOSBFWDGGIKFQ1zY0Vkw4NfUj
        6zYGLsb4UZFMoy9ZGMLOxW/LjEPHldBQvsW7waGqKtlMSgNXR3nkagHkbhu1j2af
        +j02Re/57n3xBV9tCmDR6ttzdMo+z6S8zmS5hYcvEVTItAWOLdgaIjqFVG4uQL4O
        gn43vyCIDwKBgCCrSLJz/h25YTecmZE8hgzVttzEQ1q4NWEskTbDJvI9AFF6W1FU
        dm+3ymnq8EKjKU0kcdweyM8S9bn7ZCjzwa97esg0v/YJBgF3fv+fWDqxyDoVsw/V
        PYtP5piexXQwZ4mMZS0GkMrJvmYdeNhVIp9BBltWD2k1hvAZvrS3IgcBAoGABrR0
        cmMJcbA7BhsSkBJJXQ/jI6BEsSAgQjWKfGrXCUa2Pn7A+Z978Lt2KMVxAyho/E9x
        GgJMEA+hgpB7zFT8JlXr+mY7SMKsEne72DhC/YirdZNYw7O1z1y6SAmHRtZ4FmRd
        wGJfS5ap5JksFr40qay9jABsNeK4hISg+//UeMECgYEApX2QspEEsHIFCNnC0ysw
        fRnZFY23zTYnQ/g+RZw+/orM97bMlEtFWdFaO0/IEzp+puuXLBpTvoJeq8+hXkbX
        KCZsq0W2zusG17z5vj7SvsDnYVHz4wXndiBWFWZQtIkUHEPMYXvMRvuKjfvj7UbM
        2ojdGIP1TwsO+N1exrF5960=
        -----END PRIVATE KEY-----
        """,
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQDuvevKtaLJol/z
        anizfLy6QxjiF1p5fXEITH3l+QjiGRlMbPsiYfuu2Htks1emdnxiFilENzG83kxp
        72OuLSQsnmFJ2FykKhNpSPQqEQdALKh/pia/hyMPmQCddM2i8T2wQZa4tijmzMSk
        V6xfFTxZHjODd6zUIMnsS8bJI04YMfVVNIxE/JDhNwh2R93ONhltEBYgzL1SN3DT
        CAz6jvL6RmR8mHlGmGyTN27Ex8tab3i5UWdjaN32Z0fHPRqpYxRvyQ0ofCPMbGxv
        TknPXVJtmEbb7olj/iEqtq+tQdI8IUvNQ7xHi9QX+YEnERFFl3VLKptV9m44HNnO
        IYu5x36fAgMBAAECggEAL6LEi/9e+lWESKjraYDPlWiy69XWDxyo84tzqXHdxGNW
        qWmrWEptsg7u3AJu0D+fBOFAHaTXr0Q5wf9qh8PpDmARsG7T2Uut8NmGImigZj0i
        58lqvNeFduTD+yblqwfwk50aqkNqeNbNu67krVoq3utIQwibev4J3DSodtStDeVz
        UGwkT6s65Bs9A19Xbie1Ie4jEPNz26DwSOl5wPkFpNAnx08RJVh5WFycUqZAbQVe
        8nqyujk3zgUPSJ5ZqfsJ4OhisaYOH56Lsm4DHOi5NtJDiAod1b/V986ptwnxoxWY
        EbhYRi2VWHcsyF6V26nci6Oroj4mXSJgKLO6x41hwQKBgQD6fD0FsOY45UaRL3aQ
        y33+Y+Ov0xbpobz8MVj2T6syNE5nsbsQ8vM2SSP5cTezQOztLCIWMz7+fK1g9HzN
        y39luwwRTJJR7eS34Kda+c9Rqx93CrYjV21OSaWh7s7uWUucir1X6OIAZ8c8cNyy
        Jh6bcaERi1K95YaqytDfld/QQQKBgQDz/37ZDPwg90SEk70mahfmiYGAWWM8HzDb
        bxJwaPVXPIMSOuXbHmmxpd03YR5ZhV+81vzX49LfKtpJOVyoNQDnboUPUWkGyGKU
        ty6whZXe3Gv7XFAPXUJavdDDFSwYjsagdpUJLd7IUqMRGwn+EwlL6m2WKn4+1p6n
        oD9T1QuW3wKBgEutLWKCx4t4+ZDzngaw9CffVfLQ+6MqUkZ/QjloaHiKhQWfFL1S
        KVjFUDEUm5d0jiA5rTK32NhaIqegNfSW/q5ljIfNcod+MBO9s9Iwlwo9gQweGFkl
        GMkGRxxdYfdw0v9Ai2P74AvvTqpcDtFj4utjsR3z0dO9fKotDF4AkdYBAoGACG7H
        GodJW3ZQRui4O9Ck3NHZyO7N8DD/xkWzdHEcMZSkzwd8FDOb4Yji+VwA6YUjhupD
        OM7l5dKcUrWJz0JtspHuRVZB8/sO9SbTlUQ4psglbz2EgtNtTKeMxIFB0eN1V+xh
        QDz2myPIAPpXQRG1W4tRmEQFsvRF7XMrXSFa0i8CgYBnHGXP+WfPvRp3V5VmTInZ
        GCIaWh6R9P7EVmxUnOUnP/MY7CeNQhLwuB5RBndzTU45uiadKLGaKS87XiHWSAja
        89y+2LZqhijsD/VZHGspPGwdRtiLYIHLVJ5+F2M60of6cs0GHL1aIyfhAzt/rxQQ
        Qp6jghEDLMwEHtE2tP9C1g==
        -----END PRIVATE KEY-----
        """,
        """
        -----BEGIN PRIVATE KEY-----
        MIIEuwIBADANBgkqhkiG9w0BAQEFAASCBKUwggShAgEAAoIBAQCzDnWx7gEiJuOS
        ExrfGrOkh93qjMqJ0Qr0MUgcfsmnxHEsDteIF9ZsjlUn8NU/toxN449t1eOVmqZ7
        BYbV4Abqc9zAxZw+wTS3VApTZlGk4QBxPh0NdCcBc9Il8/AEkCLksnNlHH8L0BI6
        0UvDHLnAlhcgtMYY9kPh5B+95jhymlgtYVcbYXQ9benjtM0DFiLmCkqLdoOVrIEI
        vE2CaIbBU78ciwvilwgNNfr1ULzCLI1E7fQveEtxpvFuzsgdACLmKwRw+DbDCfFt
        3pAXUE1jAD8lPjegPppqWi8eIkFT9o288pTA3U/JN4ZV/PlThWh8aD8tv+nW0vAQ
        s9f3neg1AgMBAAECgf8wWigGmDvUmI1bntM4KSVf0e9C9qOWdVO51GRMWcwIiwa7
        hqgIrYvPIDLAPgKta8XrZy+slMmUJdaYQ4dTfRx5Xh+K7vag40iS7/EjCCwWPriH
        eoSUxRs9TDc5oN/psN4EfGjwAGmXjSHAoeKsAW4z/iMiOwQrRaqbTFFqmAbdHA2z
        cKlMAABlUwdsvIgt9OF9Bg/eNKl/En7WmozJcMpp+HToqCe/5o62yrMGXWhawMSk
        RTQdja19kFKCyctqQECXfNCHooMu9142rrjVR8GoHkP4LEDBll0U1QOXjdhAfkbl
        bwjzv2m9WkrdVTHMa0p1TjLm/+1w9lxVF401OIkCgYEA5gbA3WwbmqHy/p+kYAvG
        OrKHy3+OD9WINFxciKvEmro6gbWa5xMZOVXgOl2kMvDfdm+FZ8iOLXnPrwY2rdby
        m1DkR7pdjQ5ZjP3Vl09fzLDF7YolOx/dE2+H6vsFSZn5mE39rJOIWFUyLH+V1AnC
        L7b1UXAfDhk+pVmUFX7wPw0CgYEAx0ZY83Ns80D1Lg7AqQ5d7EjZBkI+N8CYtqGw
        5uFYB4vXG1/nqaGoI0l1/ZROZyXsC6EdHpGx4ayIHX9q17PJjGXKXk7Aa1ZtMWH2
        E9XRT8Zlz1HK4d9bkrLbFR2G1DUOLVhmEA44JkYdTWT+fXTPMMLjVhG2S+PmZ92y
        dl9sQ8kCgYEAhjQSeh0EzecGun+xi0fTU5OtnpDA9YQDf2kTo7lzb0KPt/WYdpCx
        +r2boPHZRs850QOntbFRIj8baGYbqLjruqorRZ35zr48iQHfh/QLVIUeNUSQDDq+
        5QQBLJtfrl1jPfTit7krpz2tlECrzZYT8XqxDd54f+VCo33r4863pFECgYBh2RUM
        VX0F5Lt/JhdL65YK06pc/GH4lkVmR/bJJ5VF/1BcTLc///TDfurE3PGyjFhfTXky
        7W9e1IzxjwMzb0BkBAdeT2UET6fGO8fM7Yydk1midxMb3cTlP5V7xMfTo0mW0nUr
        JRBFGuCAhDrB931VAB0IwiG1Ge6kyaM7pJdQoQKBgHEPjhoNuC2xSEeCR9YoBPKl
        wDB5blznj3zBL+MoQ3PLf62tfaleJCjL30qWfr5VNXfHb3BGbrs1OtgyWxx+kl47
        YtyP/PBBYje5cKj3fnBIoMy/KOc0xah6fvv4QIC6GyTLJYBnixgnF6HJ6d4Asadj
        5zDIwsi4anAqqjUJdYiA
        -----END PRIVATE KEY-----
        """,
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC3eChBgIOjkcHQ
        Hq69v1AhEZgL4yYhd0LMRXyQxRREsNAtFUiNveBF6NWqVyBz4+T+icFQv+rOVvU/
        +l9I5fF7ml0I+pAsQ66DHQPZi4tzk/eZZlUPTMPTohZv8OhRCGhKd9poT48V62Qe
        Cg3Qcs5GIyoRETU4peDj6lHgfhGBN/mnMeMEu8K7RArgcjGnnTDbUwTAR9kE7qQs
        NmXhqGgxcr2Ll9idpLtZ8sw7p1A3rf2H+cJsNWRBrIaEN6He+9B5ru1S67e0GBfN
        Ezj8KSCWWJtayTZYXdivKNUB29QWxUSL0mvCXLVi9hmiWhCw4O2bMm993haGMiFk
        NFW1I9a/AgMBAAECggEAC9yD1cBGQnPw8NCbAX914b1udA5Kb81zDxvK8t0a81nv
        C4sdtrQ45Kwp7CpX2cY5Ds+/JMZTmuV6U5mPQXpEQ3Z2X1c7rPDvPmDI1+6ypFVD
        o7I++4899de71Z7gliSSAYaAI1BJcuRWA68ot3pEpbouRQ40v6XRxUpn4rijzxPA
        BX8FFp/IzRGw4N7JeWmjto1/z1wdDE38CwpvixAT9TJtQXw31TtfGUhY3mZ9jh/2
        JBAGmD8jdaRfv6Ar74t1g5NJ+Jo6L+BDU3OVftPlJGTj9GbKVGtpvv8GkAHIWS4n
        zf/dnS2UZx41uRyiEyciy2YCcx+Fi8mDXifiNhnXWQKBgQD7kZNaH8sjwULMyFax
        q6ydijHpWyVL/j6jHzypTBECZ9/Blkw6egg/JtCfQ0KM9YMOTmzHiEqc43NTfxAI
        1SZJm4IeSizGdiMPyG6IsLpyFYbsk91kmZSCe9MM/Dw2+XUvs+kVHiGodhx5qwcY
        u8sme2+cT5kkQoLQO1n6OZ42jQKBgQC6s36Y/NBFQvZuNxAPSd/zy9Rpd2LvH4Sp
        cKPIstuM3NMu9URJpQTPijt7iByAwlkUUkChNdzmYHgSsgV8qHkzi+UOmkkyP3DC
        bnHB+Q5fsqnnvE15dXO2H3h9OEuMQnDUfJOBPCzwAJIJYTgSAuiWNj/Iav5GWbwO
        alVKQ4JlewKBgH6mYYrD6t9LUrgKPCsihLqjclFLQ9GoZBx3g3CwDPgrF2k8o4/l
        E/XHMsybbgvNJnezX+xsXzPxBoSIuafYt3fjRHS/Xx9jJm+xtoQ2hQcec1jzcEhP
        UYcHk887xYzftfGYH8Yz7zoCjH9sbRw0nyf2iNAm+rBYk8cFulzRWSeZAoGAdK+6
        b+OSR7eSTVAcuXFyhuzd1QzIyKrqPvwnYUhn76IUW0TvaRe56fx7MLnhFphhFFJU
        Em2XomSopwacZ0zkc1L71iSXmtALqXldn94JHcaMaklGIqNFro38wEZu8TqVSjiR
        +DOj4lx46WPZp2gp9bfyJVC5mz56Sogqxj9rQAECgYEAlSy61Y9QBFxLNwLGO1hs
        qOT+AqQGC5xKlzrW9DjL0R0fdavt2jNsPnnPYwrHCQla5pxxPKLHlSxlo8+D4WqX
        Gbx1K+Dx6ST3xInPzwMsdJjMhu0l6JLq/SZ+Dxz4QmAuDdN06wgYck3OsKmTSrWE
        +UaFSvjjLCR8Btoh4228EYE=
        -----END PRIVATE KEY-----
        """,
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDP50X8OMM+r9CT
        KpnpC6Ehi52cWeyCkYRBhdZQ/A5nDs9ZkOzxAjIc7ZAC/ktcNPQIrOs1HchBG9+/
        0AqX9n/efpIoBLGr1JedQXbQHafZDtNHYzdDlYAHZ8SxXAFCWR7Ux91tOwqMU7ZU
        MXhsEhOxQ6LvnNhaoCgwC1RQsi52OzCMB9iqF9WIcPyOoJop+gRqrcb/DCgafuYe
        HtKvRLmxM1asbA8J5uXLcsW41bok9rJLXODwIpWEBpzlvLsnw3tsv2Gv85M0/EUl
        6Ccw2U1Q+sYRo26NW0wBgnWklWM1X3YYAaomKToBqIhvIJqD/D9RVT52Zl2vGRdL
        bZYJH82ZAgMBAAECggEADZj5udJYlWatr0JlCJn1yETiYmcl5zBEmdMlaOyOC0LW
        YEGbTZ6wJQuLP2GJukEjCNeOa/iZBVvLruGYynGZJrXZMfwvRqbD4nQf+jfw/MBR
        zznM/oLuTw2uuU7kLNu5VCoHmxehIVEZpri0QJU6Fn5ET4RO84vFX8cN6lfiXrcd
        emS358V/cnINZyAqdW7b4EpHehFOf+08mNdZwPdFx/Atxds43goS0V3LY3u0ZR3z
        IzbgxtVMThZD6j1RWEyL7VwHej7Tj58ttCLHyg2+qzRxWAzbbPKXBMo1Ja+eh5HQ
        ixjXCgIZMJzTDKgwmmYGojBSbkDE1YWg3fYGvT38xQKBgQDqHiWlsktyo9zfBQ3n
        THlItuYKbXL0BIXvN+hB8jIeN7CNmuAaOCOvtKEVip/v6+ucTNvUzeWi/ogU61Bc
        K3k1wcmWZIuVizFFE2HCfmna9omCwOS6y6D7vV9btwl391zwSKxanaKKZJ/iai8J
        JWZHQ5iPt9gGck/ed1BHC6OvawKBgQDjVeHnDGtM+jBiWXsIYArHQpKdjQhRN7Fi
        Cm3qIKbwVLP0w9hcWLQ/ss2pVdybulOi3/vcoUm4Xc2RFgCSpn368BqiU7CWfe5H
        NKOA79ICUBBG7d5eH4jS3IVpcqCNBnIAh4+iOKVkfzr09255+2Kkw8K8zhepnslb
        pxajJWrMCwKBgQDZBGUFeYayl+7P1NGUjLEIlHIdTGN4ixDUNNDZAHcwx5KjUONX
        qp5560g+vaeQMPLQifZlBw9MzgC6035EUhAjoqUJAd7aGpLrYxIFxkS9sja5u7DK
        7qMld9+DFuJyEBxYqCUMQn8/JhOHP8KmCcMLYD91SYe4QhKDN7p0gPeUTQKBgDyR
        pDd/6pK+0edSOeJ4XEbMqO2LJt0kvoEFkFVhz7iWiL+88kdgZt3V0M++DaH8Gc56
        aMtWuaKCc4OlXg+0hjo2gJIhRBpEgRi9oJZ4zvZIyJ1tQOLI+hZcJLt8i+QnBHa5
        p34sI3zMHTQpPGkJnjWR5q+RJWLO6I0fzns3O+YTAoGADqynkdA0N4zjby8Iflqa
        BWsTNL9lP2qdY6KRMvVo+KT6ud/g5+Y3VyuQDm4AJf815Tfd/tCps+QXVczFNbal
        gHA3ObR2gBbQLzMb59YAhgjdZg4kEBUlfudXVS1HOWsnVkluOtJGbKq6V+4Dat0H
        /Pth3+tY6gToSoS1SsBQctI=
        -----END PRIVATE KEY-----
        """,
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDCWM98XjqgmECR
        pMf6jzmsrDtmiHIStSpdKT4tNRwJ3Ofj65LdZjw2XRkDNANqeHifQIdA8hboaGG+
        cbsbz+QJsjLXrAXYkpRdkEt4SprgyCKZu9kSe8ZkO43Kvhwr8kO0SUhxg8YBbddW
        D8Ouz8bUsJoNxmEsdHDNa+HOEgSL64MIEhTdZTuOTl5xWqMEBiwlH7YJpCrGdb3C
        7dzWYgBPyqg8G9mt03pmT7przHk7f3dBTDN28/m9O031l6UdsWvSYylbXOdnzNkp
        Won5QXD1dIWnvwvSo/Mmk1WOrbI9OEh00xGDbM+gX5R2lwslW1wb5Uj6BsSslA3K
        fmVaSnrFAgMBAAECggEABxI1JmjFSE+R1drBfe/VIN+5X48qW1zlGDOmc/2hMgis
        FUJeexi7qxyzCsdLMoYEmYK/CRFl3PnjSIsZzDbBrMqjh+5V3h3jMQ5NeKh6PyB5
        Bc/sY3xGaSIzlANbwguUBAzAioTJYQbulU6Ih6U+rkFosYScx4HLEuZQdm94Y+DS
        9tMrRg+FkWWMkaN4PcgkSvgmiWkOILTHXV86POA9L2CD/b6IPAUF0RLXVrcKL4pN
        UnkN1vaMU5KLLi37CLznar02IFqiY29dN8ktD1tB+QJBpMpINxL3kwVyF+j7Zajw
        i1dma/PJKj4pqBFuQEp5Ftlrjk77LloZtWdm7WDO4QKBgQD32CfolN/VYtZxe7uO
        +Uk7lB/DMTlWn1fTq5ZsO9B2l0Eixkl1hnALhJ6XcQniOYmk0N4MVjHEMsuUG+wa
        1GTpAa2z3sl+gJKenU0RMN/A6xJP6MlBHnhAPiard6WIKYb1MeEfsyl9BL4/2pe+
        w92VkuTCThIafnnhw0jpks1rsQKBgQDIvf3PLW9E5Z5BwPUIa4khZz4pwOVEzJGW
        VYv7Fk2uDL1WMaVNY1JF6dWYQ6ut3eN6bZk5blaacj2diXRxCIOEMhISR2eUstzB
        YAvgwefn8k91kQSbX5robZo598gyz8BVbqWHmLxOCsQt/RhVKRptOw7C7ggm187n
        9iB1hbSJVQKBgQDZ9/NZPB0CyLL6CSyxmBHM4P9yJgdcZDTUhpJ7S7uRoIJ7d9HB
        F2PQ7WignZxopduk5MB0LxYDi/y4nDnwepzowz4l86hXpfHMp2DQ3p/aRaLMPllI
        +Oge78oIgOhGsObtG1n3DBVPyu0asT9FWXK2CgM/03Nec57za1DjguVAcQKBgFm8
        3SZtiC1DfJCmYqOF9wJwtdBSg+tSi86ppW70VHt3BHjwrpW+zbulQa/UqH2MELHd
        Jr8OvTZD1ZmEJgKVrL0+6Oc09m/52Ue02Pp7lGES6ESFNIsEnSpEPMqnIt7cEn3e
        fa71L1Cv7W0llGgVfNPRr9KiOBCtLrhxRadjwwYVAoGAd5IGUHE+GdfDSkRFTT8K
        yfpQU6BIlI9v0NQtFIvUgzLInJjfICizuY4YMcH00pP/Y/YBz1+EH3xjHl0NlMYF
        g9auu4qJzr24zWlnmLa+pcWthzqLIe0QwEZwp+/WFhne34RNiN8c7d6dzd5l5eaF
        Nx8ztZez4OMQ/hizLANAYwo=
        -----END PRIVATE KEY-----
        """,
    ]

    private static let unpublishedPEM =
        """
        -----BEGIN PRIVATE KEY-----
        MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQDKCE++4+0Xz+iZ
        UvCMkmjRg4SoQuVrhI6Ei86B62todO+PDN2fIqdc9NhVtDaGz3OG4GzpaIYnkj6Y
        zjrVSZ1sWaXBB38vxTTezBjnXdklHXPyWZF61FFYxsfaE0gMHfOLD9VGhfoHSJGa
        1v+1GhmTebw7cn+YEf8urfOm03C/8qftsGBcX7FKvk/vN+oFbbeJlrNBFXKRHIS+
        WLiDIQFiEPRkHJP4cE97zsriG9QlqGEj75Y5EWFSO6I1rsWIqCCkk2q5dXLjQGNl
        DRlneKzygRfYHo2K+TQNhbdS5GIT2S9p/dS2biQbg6qXm5XYDOnACCEY2rxyU1/B
        AGjXt8ZjAgMBAAECggEALQnhTTrelhphThzxR0U0XNCm+CPBpVBtvRq1tLzYuvam
        mQtTNLCzAsQKnkCIj1Eb/gt1/CqzDYtKrSH8d6PrlkX976RONEYQXUK+ooWHbQC9
        4l8ZUXqXj+TwlKsLurfKnUuwTgJ8FLeWzh/z7VmeLgRLdC04SJxqeOuKj7w/PGrk
        HCb8Sj5tkEx1cdGk7IUhJQCjuhgYsRWYvutSvasTxfCKXyT7VdS9UJjrQ2f3wqn3
        kmxi4z65ig9mcVADNj/iF3bJOdmhT2QoBYE9yqIbAlum0MndqT9EFyG+Kv+l8BzO
        yL5/EPzDaa78RyZS/H7nd1w4qGTYLnhAXH42GhInIQKBgQD7zPL3Tv8LxFGkbUKf
        F9hN3nMm/81tHXC4xDyDPLIFxw5LbNzSbnjaPOM6+q/YvxOfO3BBd92Kjq8Bxz8a
        uuL8N1/BrP18gXFWISIJBWVpymiYofZ+9TGFxNceRNCMhFT/wgU25F4Nts2lvGoM
        9lUaSqhnJeAV/qRARz84YeEQ6wKBgQDNZuE31Ag7kqeVkJ9rsRiOHMq7e2xZQfAZ
        +hvmDqVYvGb8qFcWVRVLusxf/hLy1rptF/vARxRI/sIPi4Pg8WQiFwwMSJcGzM8Y
        3vfMJ1es6at87Qquiy4pmTeZW351TC7NVEMxyZXGcveWf66JN8EQE24YI1Bt1P66
        vqRfT1ICaQKBgQD2min5+uvd4k7y8e6lUP0OhiXQtAXEL2kOC2IYRYE0F1bwl5VM
        odTKJ4eDY7CEXd4hvFycQYA/Cq5q12/+Bbn3uWOWko1POpZ8+8YRf69qhEkb8sMu
        Y4Q0tirYAh0dAR0dvi7NK6rRU47kGjripv2B2kxDeNyVreW+7ggEeBesMQKBgQC4
        B7s15/VQWr9nk+Ih/NQBT+6cN6MF/bv/qkUgxHKEpJipOrJ8QdMIvN6sCtozVQxG
        /jwDNCwKkqaQgvGvsteCa5/RyZ/26b2LjQn7kixNsjaBgWgWpoC/qJVWA9GzioRM
        V3i0vOZCnXMTFmbsblW974quecVwAmwQKQrgkhLqMQKBgQDZywD8Ma3CCPALLPWd
        SLQmd2Jof50ueoLHaXOf/tfbs6luHa9yv0siQ7NJk0GPG9ciS82KFPcmRlmnIi9S
        geAlvPrT53iibgyeEii10n3ClM+Qj8if9Wx/TG6FftM3B+LjGIkWfFfdLxkBYuuH
        LjjMUaw6xjld22SAhu3RHnY3jw==
        -----END PRIVATE KEY-----
        """
}
